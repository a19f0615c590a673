package org.eremite.tests.libraries;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.LaguerreSolver;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.exception.DimensionMismatchException;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Examples of the user guide of Apache Commons Math, to the last digit. */
final class MathSample {
    /** Motion on a circle. */
    private record CircleEquations(double[] centre, double omega) implements FirstOrderDifferentialEquations {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public void computeDerivatives(double t, double[] y, double[] derivatives) {
            derivatives[0] = omega * (centre[1] - y[1]);
            derivatives[1] = omega * (y[0] - centre[0]);
        }
    }

    private MathSample() {}

    static void tell(Consumer<String> out) {
        statistics(out);
        algebra(out);
        analysis(out);
    }

    private static void statistics(Consumer<String> out) {
        DescriptiveStatistics statistics = new DescriptiveStatistics();
        Well19937c random = new Well19937c(42);
        for (int i = 0; i < 1000; i++) {
            statistics.addValue(random.nextGaussian());
        }
        out.accept("mean " + statistics.getMean() + ", deviation " + statistics.getStandardDeviation() + ", skewness "
                + statistics.getSkewness() + ", median " + statistics.getPercentile(50));
        SimpleRegression regression = new SimpleRegression();
        regression.addData(new double[][] {{1, 3}, {2, 5}, {3, 7}, {4, 14}, {5, 11}});
        out.accept("slope " + regression.getSlope() + ", error " + regression.getSlopeStdErr() + ", at 1.5 "
                + regression.predict(1.5) + ", significance " + regression.getSignificance());
        out.accept("normal " + new NormalDistribution(10, 3).cumulativeProbability(12));
    }

    private static void algebra(Consumer<String> out) {
        RealMatrix coefficients = new Array2DRowRealMatrix(new double[][] {{2, 3, -2}, {-1, 7, 6}, {4, -3, -5}}, false);
        out.accept("solution " + new LUDecomposition(coefficients).getSolver()
                .solve(new ArrayRealVector(new double[] {1, -2, 1}, false)));
        out.accept("eigenvalues " + Arrays.toString(
                new EigenDecomposition(MatrixUtils.createRealMatrix(new double[][] {{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}))
                        .getRealEigenvalues()));
        out.accept("singular values " + Arrays.toString(new SingularValueDecomposition(coefficients).getSingularValues()));
        BigFraction harmonic = BigFraction.ZERO;
        for (int i = 1; i <= 30; i++) {
            harmonic = harmonic.add(new BigFraction(1, i));
        }
        out.accept("harmonic " + harmonic);
        try {
            coefficients.multiply(MatrixUtils.createRealIdentityMatrix(2));
        } catch (DimensionMismatchException e) {
            out.accept(e.getMessage());
        }
    }

    private static void analysis(Consumer<String> out) {
        double[] y = {0, 1};
        new DormandPrince853Integrator(1e-8, 100, 1e-10, 1e-10)
                .integrate(new CircleEquations(new double[] {1, 1}, 0.1), 0, y, 16, y);
        out.accept("circle " + Arrays.toString(y));
        double[] signal = new double[16];
        Arrays.setAll(signal, i -> i % 5);
        Complex[] spectrum =
                new FastFourierTransformer(DftNormalization.STANDARD).transform(signal, TransformType.FORWARD);
        out.accept("spectrum " + Arrays.toString(spectrum));
        out.accept("root " + new BrentSolver(1e-12).solve(100, x -> Math.exp(x) * Math.sin(x) - x, 0.5, 3));
        out.accept("zeros " + Arrays.toString(new LaguerreSolver().solveAllComplex(
                new PolynomialFunction(new double[] {-2, 0, 1, 3}).getCoefficients(), 0.5)));
        out.accept("spline " + new SplineInterpolator()
                .interpolate(new double[] {0, 1, 2, 4}, new double[] {0, 1, 4, 16}).value(3));
    }
}
