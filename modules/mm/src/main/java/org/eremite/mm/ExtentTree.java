package org.eremite.mm;

import static org.eremite.mm.ExtentLayout.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Disjoint extents of addresses, ordered by address: an AVL tree (Adelson-Velskii and Landis 1962) in which every node
 * also knows the longest extent beneath it. Addresses compare as signed numbers. A tree is named by its root, 0 if empty;
 * changes return the new root. Recursion is as deep as the tree: at most 1.44 log2 of the number of extents.
 *
 * <p>Kernel dialect; the owner of the tree holds its lock.
 */
final class ExtentTree {
    private ExtentTree() {}

    /** Adds {@code node}, whose START and LENGTH are set and whose extent is not in the tree. */
    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    static long insert(long root, long node) {
        if (root == 0) {
            RawMemory.putLong(node + LEFT, 0);
            RawMemory.putLong(node + RIGHT, 0);
            update(node);
            return node;
        }
        if (start(node) < start(root)) {
            RawMemory.putLong(root + LEFT, insert(left(root), node));
        } else {
            RawMemory.putLong(root + RIGHT, insert(right(root), node));
        }
        return balanced(root);
    }

    /** Takes {@code node}, which is in the tree, out of it. */
    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    static long remove(long root, long node) {
        if (root == node) {
            if (left(node) == 0) {
                return right(node);
            }
            if (right(node) == 0) {
                return left(node);
            }
            long successor = right(node);
            while (left(successor) != 0) {
                successor = left(successor);
            }
            long right = remove(right(node), successor);
            RawMemory.putLong(successor + LEFT, left(node));
            RawMemory.putLong(successor + RIGHT, right);
            return balanced(successor);
        }
        if (start(node) < start(root)) {
            RawMemory.putLong(root + LEFT, remove(left(root), node));
        } else {
            RawMemory.putLong(root + RIGHT, remove(right(root), node));
        }
        return balanced(root);
    }

    /** Changes the extent of {@code node}, which keeps its place among the others. */
    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    static void resize(long root, long node, long start, long length) {
        if (root == node) {
            RawMemory.putLong(node + START, start);
            RawMemory.putLong(node + LENGTH, length);
        } else {
            resize(start(node) < start(root) ? left(root) : right(root), node, start, length);
        }
        update(root);
    }

    /** The highest extent that starts at or below {@code address}, or 0. */
    @Uninterruptible(reason = "Reads a tree; the lock of its owner is held.")
    static long floor(long root, long address) {
        long found = 0;
        long node = root;
        while (node != 0) {
            if (start(node) <= address) {
                found = node;
                node = right(node);
            } else {
                node = left(node);
            }
        }
        return found;
    }

    /** The lowest extent of at least {@code length} bytes that starts above {@code address}, or 0. */
    @Uninterruptible(reason = "Reads a tree; the lock of its owner is held.")
    static long next(long root, long address, long length) {
        if (root == 0 || RawMemory.getLong(root + LONGEST) < length) {
            return 0;
        }
        if (start(root) <= address) {
            return next(right(root), address, length);
        }
        long lower = next(left(root), address, length);
        if (lower != 0) {
            return lower;
        }
        return length(root) >= length ? root : next(right(root), address, length);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long start(long node) {
        return RawMemory.getLong(node + START);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long length(long node) {
        return RawMemory.getLong(node + LENGTH);
    }

    /** End of the extent, exclusive. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long end(long node) {
        return start(node) + length(node);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long left(long node) {
        return RawMemory.getLong(node + LEFT);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long right(long node) {
        return RawMemory.getLong(node + RIGHT);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long height(long node) {
        return node == 0 ? 0 : RawMemory.getLong(node + HEIGHT);
    }

    /** Restores the balance of {@code node}, whose subtrees are balanced and differ in height by at most two. */
    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    private static long balanced(long node) {
        long left = left(node);
        long right = right(node);
        if (height(left) > height(right) + 1) {
            if (height(right(left)) > height(left(left))) {
                RawMemory.putLong(node + LEFT, rotateLeft(left));
            }
            return rotateRight(node);
        }
        if (height(right) > height(left) + 1) {
            if (height(left(right)) > height(right(right))) {
                RawMemory.putLong(node + RIGHT, rotateRight(right));
            }
            return rotateLeft(node);
        }
        update(node);
        return node;
    }

    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    private static long rotateRight(long node) {
        long top = left(node);
        RawMemory.putLong(node + LEFT, right(top));
        RawMemory.putLong(top + RIGHT, node);
        update(node);
        update(top);
        return top;
    }

    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    private static long rotateLeft(long node) {
        long top = right(node);
        RawMemory.putLong(node + RIGHT, left(top));
        RawMemory.putLong(top + LEFT, node);
        update(node);
        update(top);
        return top;
    }

    /** Computes what {@code node} knows of its subtree. */
    @Uninterruptible(reason = "Changes a tree; the lock of its owner is held.")
    private static void update(long node) {
        long left = left(node);
        long right = right(node);
        long longest = length(node);
        if (left != 0) {
            longest = Alignment.max(longest, RawMemory.getLong(left + LONGEST));
        }
        if (right != 0) {
            longest = Alignment.max(longest, RawMemory.getLong(right + LONGEST));
        }
        RawMemory.putLong(node + LONGEST, longest);
        RawMemory.putLong(node + HEIGHT, Alignment.max(height(left), height(right)) + 1);
    }
}
