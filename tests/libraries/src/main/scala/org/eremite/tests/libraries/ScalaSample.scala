package org.eremite.tests.libraries

import java.util.function.Consumer
import scala.concurrent.{Await, Future}
import scala.concurrent.ExecutionContext.Implicits.global
import scala.concurrent.duration.DurationInt
import scala.util.{Failure, Success, Try}

/** A program in Scala: what its standard library and its compiler need of a platform. */
object ScalaSample {
  private sealed trait Expression
  private case class Number(value: Int) extends Expression
  private case class Sum(left: Expression, right: Expression) extends Expression
  private case class Product(left: Expression, right: Expression) extends Expression

  private trait Show[A] { def show(value: A): String }
  private implicit val showExpression: Show[Expression] = {
    case Number(value) => value.toString
    case Sum(left, right) => s"(${shown(left)} + ${shown(right)})"
    case Product(left, right) => s"${shown(left)} * ${shown(right)}"
  }
  private def shown[A](value: A)(implicit show: Show[A]): String = show.show(value)

  private def evaluate(expression: Expression): Int = expression match {
    case Number(value) => value
    case Sum(left, right) => evaluate(left) + evaluate(right)
    case Product(Number(0), _) => 0
    case Product(left, right) => evaluate(left) * evaluate(right)
  }

  private lazy val primes: LazyList[Int] =
    2 #:: LazyList.from(3, 2).filter(n => primes.takeWhile(p => p * p <= n).forall(n % _ != 0))

  private def queens(n: Int): List[List[Int]] = {
    def place(row: Int): List[List[Int]] =
      if (row == 0) List(Nil)
      else for {
        placed <- place(row - 1)
        column <- (0 until n).toList
        if placed.zipWithIndex.forall { case (other, i) => other != column && (other - column).abs != i + 1 }
      } yield column :: placed
    place(n)
  }

  /** Tells what the program computes. */
  def tell(out: Consumer[String]): Unit = {
    val expression: Expression = Sum(Product(Number(6), Number(7)), Product(Number(0), Number(5)))
    out.accept(s"${shown(expression)} = ${evaluate(expression)}")
    out.accept(expression.toString)
    out.accept(primes.take(20).mkString(" "))
    out.accept(s"${queens(8).size} ways, first ${queens(8).head}")
    out.accept("the quick brown fox jumps over the lazy dog".split(' ').toVector.groupBy(_.length)
      .view.mapValues(_.sorted).toSeq.sortBy(_._1).toString)
    out.accept((1 to 30).map(BigInt(_)).product.toString)
    out.accept((BigDecimal(1) / 7).toString)
    val results = Future.sequence((1 to 8).map(n => Future(primes.take(n * 100).map(_.toLong).sum)))
    out.accept(Await.result(results, 60.seconds).mkString(","))
    out.accept(Try("12x".toInt) match {
      case Success(value) => value.toString
      case Failure(exception) => exception.getMessage
    })
    val date = raw"(\d{4})-(\d{2})-(\d{2})".r
    out.accept("2024-02-29" match { case date(year, month, day) => s"$day.$month.$year" })
    out.accept(f"${math.Pi}%.6f ${Map("one" -> 1, "two" -> 2).foldLeft(0)(_ + _._2)}")
    out.accept(List(3, 1, 2).sorted.zip("abc").toMap.toString)
  }
}
