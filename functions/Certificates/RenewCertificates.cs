using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Certificates;

/// <summary>The daily run: whatever the policy says is due, of all accounts of all providers, in one run.</summary>
/// <remarks>The start and unknown serials ask on their own; this is the run that comes whatever happens.</remarks>
public sealed class RenewCertificates(CertificateUpdater updater, ILogger<RenewCertificates> log)
{
    [Function(nameof(RenewCertificates))]
    public async Task RunAsync(
        [TimerTrigger("%Schedules:RenewCertificates%")] TimerInfo timer, CancellationToken cancellation)
    {
        await updater.SynchroniseAsync(cancellation);
        var renewals = await updater.RenewDueAsync(RenewalTrigger.Timer).WaitAsync(cancellation);
        log.RunEnded(
            renewals.Length, renewals.Count(one => one.Outcome == RenewalOutcome.Renewed),
            renewals.Count(one => one.Outcome == RenewalOutcome.Failed), timer.IsPastDue);
    }
}
