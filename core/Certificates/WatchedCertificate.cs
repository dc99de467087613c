namespace PayFunctions.Core.Certificates;

/// <summary>One certificate as the listing and the warnings see it: whose, what for, and until when.</summary>
/// <param name="Account">Whose it is: <c>wechatpay/1900000001</c>, <c>alipay/2021000000000001</c>.</param>
/// <param name="Serial">Hex digits, or the id of a bare public key.</param>
/// <param name="NotAfter"><see cref="DateTimeOffset.MaxValue"/> for a bare public key.</param>
/// <param name="SupersededAt">When another took its place; null while none has.</param>
/// <param name="Tenant">Whose; null for what all tenants share, as a provider's roots.</param>
/// <param name="IsKept">False while it is not yet where every instance finds it.</param>
public sealed record WatchedCertificate(
    CertificatePurpose Purpose, string Account, string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    DateTimeOffset? SupersededAt = null, string? Tenant = null, bool IsKept = true)
{
    /// <param name="overlap">For how long a superseded one is still good for what is on its way.</param>
    public CertificateState StateAt(DateTimeOffset now, TimeSpan overlap)
    {
        if (now > NotAfter) return CertificateState.Expired;
        if (now < NotBefore || (!IsKept && SupersededAt is null)) return CertificateState.Preparing;
        if (SupersededAt is not { } since) return CertificateState.Active;
        return now - since <= overlap ? CertificateState.Deprecated : CertificateState.Expired;
    }

    /// <summary>Null for what has no end; negative past it.</summary>
    public double? DaysLeft(DateTimeOffset now) =>
        NotAfter == DateTimeOffset.MaxValue ? null : (NotAfter - now).TotalDays;
}
