namespace PayFunctions.Infra.WeChatPay;

/// <summary>Settings <c>Certificates:*</c>: when the platform certificates are read from the provider.</summary>
public sealed class CertificateOptions
{
    public const string Section = "Certificates";

    /// <summary>How old the ring may get.</summary>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromHours(12);

    /// <summary>However many unknown serials come in, the provider is asked no more often than this.</summary>
    public TimeSpan RefreshAtMostEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a serial that a fresh ring did not have is taken for a stranger's.</summary>
    public TimeSpan UnknownSerialFor { get; set; } = TimeSpan.FromMinutes(10);
}
