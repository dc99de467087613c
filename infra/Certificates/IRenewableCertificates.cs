using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>The certificates that a provider hands out to one account, and the ring they go into.</summary>
/// <remarks>The updater says when; the adapter knows how they are asked for, verified and used. Only the download
/// waits, and only for the provider.</remarks>
public interface IRenewableCertificates : ICertificateSource
{
    /// <summary><c>wechatpay/1900000001</c>.</summary>
    string Account { get; }

    string Tenant { get; }

    CertificatePurpose Purpose { get; }

    /// <summary>Whether a message named a serial that is still looked for: not in the ring, and not known for a
    /// stranger's.</summary>
    bool IsSerialWanted { get; }

    /// <summary>Asks the provider and verifies what it answers. Changes nothing.</summary>
    Task<Download> DownloadAsync(CancellationToken cancellation);

    /// <summary>They verify from now on, and are not kept yet.</summary>
    void Prepare(IReadOnlyCollection<ProviderCertificate> listed);

    /// <summary>They are kept, and are all that the provider names: what is not among them is superseded.</summary>
    void Promote(IReadOnlyCollection<ProviderCertificate> listed);

    /// <summary>Refuses what is signed with it from now on, if it is superseded: before its overlap is over.</summary>
    Revocation Revoke(string serial);

    /// <summary>Takes what another instance or an earlier life has kept; checked like a download, but for its
    /// signature.</summary>
    /// <returns>What did not hold: a line each, for the log.</returns>
    IReadOnlyList<string> Load(IReadOnlyCollection<ProviderCertificate> kept);
}
