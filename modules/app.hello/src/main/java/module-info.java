/** The smallest useful application: a greeting and an exit status. */
module org.eremite.app.hello {
}
