namespace PayFunctions.Infra.Certificates;

/// <summary>What a provider handed out, verified; nothing of it is in use yet.</summary>
/// <param name="Code">Where it is not read: one of a few words, for the metric.</param>
/// <param name="Why">The same for people: for logs and the listing.</param>
public sealed record Download(
    DownloadOutcome Outcome, IReadOnlyList<ProviderCertificate> Certificates, string? Code = null, string? Why = null)
{
    public static Download Read(IReadOnlyList<ProviderCertificate> certificates) =>
        new(DownloadOutcome.Read, certificates);

    public static Download Failed(string code, string why) => new(DownloadOutcome.Failed, [], code, why);

    public static Download NotOffered(string why) => new(DownloadOutcome.NotOffered, [], null, why);
}
