using Microsoft.Extensions.Logging;
using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>Measures how long each account's certificates last, and tells each nearer stage of their end
/// once.</summary>
public sealed class ExpiryAlerts(IEnumerable<ICertificateSource> sources, TimeProvider clock, ILogger<ExpiryAlerts> log)
{
    /// <summary>Past this many only those nearest their end are measured: a metric has so many series.</summary>
    private const int MeasuredMax = 200;

    private readonly Dictionary<(CertificatePurpose, string), ExpiryStage> _told = [];

    public void Check()
    {
        var now = clock.GetUtcNow();
        var ends = sources.SelectMany(source => source.Watched)
            .GroupBy(certificate => (certificate.Purpose, certificate.Account))
            .Select(ExpiryWatch.Last).OfType<WatchedCertificate>()
            .Where(last => last.DaysLeft(now) is not null)
            .OrderBy(last => last.NotAfter).ToList();
        foreach (var last in ends.Take(MeasuredMax))
            CertificateMeters.Left(last.Purpose, last.Account, last.DaysLeft(now)!.Value);
        foreach (var last in ends) Tell(last, last.DaysLeft(now)!.Value);
    }

    private void Tell(WatchedCertificate last, double daysLeft)
    {
        var (key, stage) = ((last.Purpose, last.Account), ExpiryWatch.StageOf(daysLeft));
        var told = _told.GetValueOrDefault(key, ExpiryStage.Far);
        _told[key] = stage;
        if (stage <= told) return;
        var purpose = last.Purpose.ToString();
        if (stage >= ExpiryStage.Within1Day) Log.EndsNow(log, purpose, last.Account, last.Serial, daysLeft);
        else Log.EndsSoon(log, purpose, last.Account, last.Serial, daysLeft);
    }
}
