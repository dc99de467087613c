using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>Settings <c>Certificates:*</c>: when providers are asked for their certificates, and how instances share
/// them.</summary>
public sealed class CertificateOptions
{
    public const string Section = "Certificates";

    /// <summary>How old a list may get while nothing presses.</summary>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromHours(12);

    /// <summary>However many unknown serials come in, the provider is asked no more often than this.</summary>
    public TimeSpan RefreshAtMostEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a serial that a fresh ring did not have is taken for a stranger's.</summary>
    public TimeSpan UnknownSerialFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>For how long a superseded certificate is still usable; never past its end.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>From so long before the last certificate's end on, it is asked for more often.</summary>
    public TimeSpan RenewBefore { get; set; } = TimeSpan.FromDays(7);

    /// <summary>From so long before it on, more often still.</summary>
    public TimeSpan PrefetchBefore { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How often an instance looks whether another has published, and whether anything is due.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the lease of one run holds without being renewed.</summary>
    public TimeSpan LeaseFor { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How many accounts are renewed at once.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>How often the vault and the files are asked for newer merchant certificates and keys.</summary>
    public TimeSpan MerchantKeysEvery { get; set; } = TimeSpan.FromMinutes(5);

    internal RenewalRules Rules => new()
    {
        RefreshEvery = RefreshEvery,
        AtMostEvery = RefreshAtMostEvery,
        RenewBefore = RenewBefore,
        PrefetchBefore = PrefetchBefore,
    };
}
