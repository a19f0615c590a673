package org.eremite.tests.libraries

import kotlin.properties.Delegates
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds

/** A program in Kotlin: what its standard library and its compiler need of a platform. */
object KotlinSample {
    private sealed interface Shape {
        val area: Double
    }

    private data class Circle(val radius: Double) : Shape {
        override val area get() = 3 * radius * radius
    }

    private data class Rectangle(val width: Double, val height: Double = width) : Shape {
        override val area get() = width * height
    }

    private enum class Suit(val red: Boolean) { CLUBS(false), DIAMONDS(true), HEARTS(true), SPADES(false) }

    @JvmInline
    private value class Metres(val value: Int)

    private class Observed {
        val changes = mutableListOf<String>()
        var level by Delegates.observable(0) { property, old, new -> changes += "${property.name}: $old -> $new" }
        val late by lazy { "computed once, after ${changes.size} changes" }
    }

    private operator fun Metres.plus(other: Metres) = Metres(value + other.value)

    private fun describe(shape: Shape) = when (shape) {
        is Circle -> "circle of radius ${shape.radius}"
        is Rectangle -> if (shape.width == shape.height) "square" else "rectangle"
    }

    private tailrec fun gcd(a: Long, b: Long): Long = if (b == 0L) a else gcd(b, a % b)

    /** Tells what the program computes. */
    fun tell(out: (String) -> Unit) {
        out(listOf(Circle(2.0), Rectangle(3.0), Rectangle(2.0, 5.0)).joinToString { "${describe(it)} ${it.area}" })
        out(Rectangle(1.0).copy(height = 4.0).toString())
        out("gcd ${gcd(1_071_000_000_007L * 42, 462)}")
        out("metres ${(Metres(3) + Metres(4)).value}")
        out(Suit.entries.partition { it.red }.toString())
        val observed = Observed()
        observed.level = 3
        observed.level = 5
        out("${observed.changes} ${observed.late}")
        val fibonacci = sequence {
            var pair = 0L to 1L
            while (true) {
                yield(pair.first)
                pair = pair.second to pair.first + pair.second
            }
        }
        out(fibonacci.filter { it % 2 == 0L }.take(12).toList().toString())
        out("the quick brown fox jumps over the lazy dog".split(' ').groupingBy { it.length }.eachCount().toSortedMap().toString())
        out(Regex("""(\w+)@(\w+)\.org""").replace("mail ann@example.org or bob@sample.org") { "${it.groupValues[2]}/${it.groupValues[1]}" })
        out(Random(42).let { random -> List(8) { random.nextInt(1000) } }.toString())
        out(runCatching { "12x".toInt() }.recover { -1 }.getOrThrow().toString())
        out((1..20).chunked(6) { it.sum() }.zipWithNext { a, b -> b - a }.toString())
        out(1_234_567.milliseconds.toString())
        out(buildString { for (c in 'a'..'k' step 2) append(c) })
    }
}
