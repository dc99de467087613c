using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Routing;

/// <summary>Which of the channels that routes name take orders just now.</summary>
/// <remarks>
/// What each instance counts is its own: it opens a circuit by the calls it made itself. That a circuit is open, and
/// since when, all share through a row. While storage is away each goes by what it knows.
/// </remarks>
public sealed class ChannelBoard
{
    private readonly BreakerStore _store;
    private readonly AuditWriter _audit;
    private readonly IOptionsMonitor<RoutingOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly string _instance = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly ConcurrentDictionary<string, ChannelLine> _lines = new(StringComparer.Ordinal);

    public ChannelBoard(
        BreakerStore store, AuditWriter audit, IOptionsMonitor<RoutingOptions> options, TimeProvider clock, ILogger<ChannelBoard> log)
    {
        (_store, _audit, _options, _clock, _log) = (store, audit, options, clock, log);
        PayFunctionsTelemetry.Meter.CreateObservableGauge(
            "channel_breaker", Observe, description: "1 where the channel's breaker stands so");
    }

    private BreakerRules Rules => _options.CurrentValue.Breaker.Rules();

    /// <summary>How those channels stand; what others found is read where our knowledge has grown old.</summary>
    public async Task<Func<string, Availability>> LookAsync(
        IEnumerable<string> channels, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Availability>(StringComparer.Ordinal);
        foreach (var channel in channels.Distinct())
        {
            if (_options.CurrentValue.IsInMaintenance(channel, _clock.GetUtcNow()))
                found[channel] = Availability.Maintenance;
            else
                found[channel] = (await KnowAsync(channel, cancellation)).Standing.Phase == BreakerPhase.Closed
                    ? Availability.Up
                    : Availability.CircuitOpen;
        }

        return channel => found[channel];
    }

    /// <summary>Takes note of a call to the channel; only those that routes name are watched.</summary>
    public async Task HearAsync(string channel, bool failed, TimeSpan took, CancellationToken cancellation)
    {
        if (!_options.CurrentValue.Channels.Contains(channel)) return;
        var (line, now) = (Line(channel), _clock.GetUtcNow());
        var known = line.Known;
        if (now - took < known.Standing.Since) return; // Begun before: it says nothing of how the channel does since.
        var counts = line.Hear(new(failed, took, now), Rules);
        await MoveAsync(line, known, Breaker.AfterCalls(known.Standing, counts, now, Rules), cancellation);
    }

    /// <summary>Probes what is not closed and has been left alone for long enough.</summary>
    /// <param name="probe">Calls the channel: whether it failed to answer.</param>
    public async Task ProbeAsync(
        string channel, Func<CancellationToken, Task<bool>> probe, CancellationToken cancellation)
    {
        var line = Line(channel);
        await ReadAsync(line, cancellation);
        var known = line.Known;
        var by = Breaker.AsTimeGoes(known.Standing, _clock.GetUtcNow(), Rules);
        if (by.Phase != BreakerPhase.HalfOpen) return;
        // A settings change may ask for one probe where two were asked for: each run makes as many as are missing.
        if (!await MoveAsync(line, known, by, cancellation)) return;
        for (var left = Rules.Probes; left > 0 && line.Known.Standing.Phase == BreakerPhase.HalfOpen; left--)
        {
            var started = _clock.GetTimestamp();
            var failed = await probe(cancellation);
            var heard = new CallHeard(failed, _clock.GetElapsedTime(started), _clock.GetUtcNow());
            known = line.Known;
            if (!await MoveAsync(line, known, Breaker.AfterProbe(known.Standing, heard, Rules), cancellation)) return;
        }
    }

    /// <summary>The channels that routes name.</summary>
    public IReadOnlyList<string> Channels => [.. _options.CurrentValue.Channels];

    private ChannelLine Line(string channel) => _lines.GetOrAdd(channel, static name => new(name));

    private async Task<StoredStanding> KnowAsync(string channel, CancellationToken cancellation)
    {
        var line = Line(channel);
        if (line.IsOlderThan(_options.CurrentValue.Breaker.SharedWithin, _clock.GetUtcNow()))
            await ReadAsync(line, cancellation);
        return line.Known;
    }

    private async Task ReadAsync(ChannelLine line, CancellationToken cancellation)
    {
        try
        {
            line.Learn(await _store.ReadAsync(line.Channel, cancellation), _clock.GetUtcNow());
        }
        catch (Exception e) when (StorageAway.Is(e) && !cancellation.IsCancellationRequested)
        {
            _log.NotShared(line.Channel, e);
            line.Learn(line.Known, _clock.GetUtcNow());
        }
    }

    /// <returns>False: another instance had moved it meanwhile; what it found is known now.</returns>
    private async Task<bool> MoveAsync(
        ChannelLine line, StoredStanding from, BreakerStanding to, CancellationToken cancellation)
    {
        if (to == from.Standing) return true;
        try
        {
            if (await _store.MoveAsync(line.Channel, from, to, _instance, cancellation) is not { } moved)
            {
                await ReadAsync(line, cancellation);
                return false;
            }

            line.Learn(moved, _clock.GetUtcNow());
        }
        catch (Exception e) when (StorageAway.Is(e) && !cancellation.IsCancellationRequested)
        {
            _log.NotShared(line.Channel, e);
            line.Learn(new(to, from.Version) { Audit = from.Audit }, _clock.GetUtcNow());
            // The channel's own chain is away as well: the system's tells of it, once there is one to write to.
            if (to.Phase != from.Standing.Phase) _audit.Later(BreakerStore.Move(line.Channel, from.Standing, to, _instance));
        }

        if (to.Phase == from.Standing.Phase) return true;
        _log.BreakerMoved(line.Channel, from.Standing.Phase, to.Phase, to.Reason);
        PayFunctionsTelemetry.BreakerMoves.Add(
            1, new("channel", line.Channel), new("to", to.Phase.ToString()), new("reason", to.Reason.ToString()));
        return true;
    }

    private IEnumerable<Measurement<int>> Observe()
    {
        foreach (var channel in _options.CurrentValue.Channels)
        {
            var stands = Line(channel).Known.Standing.Phase;
            foreach (var phase in Enum.GetValues<BreakerPhase>())
                yield return new(phase == stands ? 1 : 0, new("channel", channel), new("phase", phase.ToString()));
        }
    }
}
