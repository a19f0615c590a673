/** Host side: assembles, links and starts images. */
module org.eremite.image {
    requires org.eremite.hal;
}
