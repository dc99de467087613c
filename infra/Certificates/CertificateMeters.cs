using System.Diagnostics.Metrics;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Certificates;

/// <summary>What is measured of certificates.</summary>
internal static class CertificateMeters
{
    /// <summary>Attempts to renew, by <c>purpose</c>, <c>outcome</c> (renewed, not-offered, failed) and
    /// <c>reason</c>.</summary>
    private static readonly Counter<long> Renewals =
        PayFunctionsTelemetry.Meter.CreateCounter<long>("certificate_renewals");

    /// <summary>Days until an account has no certificate of that purpose left, by <c>purpose</c> and
    /// <c>account</c>; negative past it.</summary>
    private static readonly Gauge<double> DaysLeft =
        PayFunctionsTelemetry.Meter.CreateGauge<double>("certificate_days_left", "d");

    public static void Ended(CertificatePurpose purpose, string outcome, string reason) => Renewals.Add(
        1, new("purpose", purpose.ToString()), new("outcome", outcome), new("reason", reason));

    public static void Left(CertificatePurpose purpose, string account, double days) =>
        DaysLeft.Record(Math.Round(days, 3), new("purpose", purpose.ToString()), new("account", account));
}
