/** What the operating system does for {@code par}, in every image that has both. */
module org.eremite.par.guest {
    requires org.eremite.abi;
    requires org.eremite.par;

    provides org.eremite.par.SystemSupport with org.eremite.par.guest.GuestSupport;
}
