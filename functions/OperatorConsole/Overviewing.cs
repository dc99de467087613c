using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Orders;
using PayFunctions.Reconciliation;

namespace PayFunctions.OperatorConsole;

/// <summary>Counts what waits for somebody, over the last seven days.</summary>
public sealed class Overviewing
{
    private const int Days = 7;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly Quarantine _quarantine;
    private readonly ReconciliationBook _reconciliations;
    private readonly DeadLetters _dead;
    private readonly Channels _channels;
    private readonly DayStarting _days;
    private readonly TimeProvider _clock;
    private readonly Remembered<(string Provider, DateOnly Day), IReadOnlyList<QuarantineEntry>> _entries;
    private readonly Remembered<RunKey, int> _waiting;

    public Overviewing(
        Quarantine quarantine, ReconciliationBook reconciliations, DeadLetters dead, Channels channels, DayStarting days,
        TimeProvider clock)
    {
        (_quarantine, _reconciliations, _dead) = (quarantine, reconciliations, dead);
        (_channels, _days, _clock) = (channels, days, clock);
        _entries = new(TimeSpan.FromSeconds(4), clock);
        _waiting = new(TimeSpan.FromSeconds(15), clock);
    }

    internal async Task<Overview> ReadAsync(string tenant, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.ToOffset(China).DateTime);
        var last = Enumerable.Range(0, Days).Select(back => today.AddDays(-back)).ToList();
        var quarantined = _channels.Names.Order(StringComparer.Ordinal)
            .SelectMany(provider => last.Select(day => ReadAsync(tenant, provider, day, cancellation))).ToList();
        var undecided = _days.Channels().Where(one => one.Tenant == tenant).Select(one => one.Channel).Distinct()
            .SelectMany(channel => last.Skip(1).Select(day => ReadAsync(new RunKey(tenant, channel, day), cancellation))).ToList();
        var letters = await _dead.ListAsync(tenant, null, cancellation);
        return new(
            now, [.. (await Task.WhenAll(quarantined)).Where(one => one.All > 0)],
            [.. (await Task.WhenAll(undecided)).Where(one => one.Open > 0)],
            letters.Count, letters.Count == DeadLetters.PageSize);
    }

    private async Task<QuarantinedDay> ReadAsync(string tenant, string provider, DateOnly day, CancellationToken cancellation)
    {
        var entries = await _entries.ReadAsync(
            (provider, day), (of, stop) => _quarantine.ListAsync(of.Provider, of.Day, stop), cancellation);
        var theirs = entries.Where(one => one.Key.Tenant == tenant).ToList();
        return new(provider, day, theirs.Count(one => one.Resolution is null), theirs.Count);
    }

    private async Task<UndecidedDay> ReadAsync(RunKey key, CancellationToken cancellation) =>
        new(key.Channel, key.Day, await _waiting.ReadAsync(key, CountAsync, cancellation));

    /// <summary>The differences themselves are read only where the day was run.</summary>
    private async Task<int> CountAsync(RunKey key, CancellationToken cancellation) =>
        await _reconciliations.LastAsync(key, cancellation) is null
            ? 0
            : (await _reconciliations.DifferencesAsync(key, cancellation)).Count(one => one.State == DifferenceState.Waiting);
}
