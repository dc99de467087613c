namespace PayFunctions.Core.Certificates;

/// <summary>Reads off the stage that an account's certificates of one purpose have reached.</summary>
public static class ExpiryWatch
{
    /// <summary>The one that ends last among those not superseded: while it lasts, the account has one.</summary>
    public static WatchedCertificate? Last(IEnumerable<WatchedCertificate> certificates) =>
        certificates.Where(certificate => certificate.SupersededAt is null).MaxBy(certificate => certificate.NotAfter);

    public static ExpiryStage StageOf(double? daysLeft) => daysLeft switch
    {
        null or > 30 => ExpiryStage.Far,
        > 7 => ExpiryStage.Within30Days,
        > 1 => ExpiryStage.Within7Days,
        > 0 => ExpiryStage.Within1Day,
        _ => ExpiryStage.Ended,
    };
}
