using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Knobs;

/// <summary>Knobs in their table, above all settings: changed by compare-and-swap, audited, and laid over the options.</summary>
public sealed class KnobBook(
    TableAccounts accounts, KnobOverrides overrides, IEnumerable<IKnobClass> classes, SystemAudit audit, TimeProvider clock,
    ILogger<KnobBook> log)
{
    private readonly IReadOnlyList<IKnobClass> _classes = [.. classes.OrderBy(one => one.Section, StringComparer.Ordinal)];
    private volatile IReadOnlyDictionary<string, KnobChange> _changes = new Dictionary<string, KnobChange>();
    private ETag _seen;

    public IReadOnlyList<IKnobClass> Classes => _classes;

    /// <summary>The last change of each knob that was ever changed, by name, as last read.</summary>
    public IReadOnlyDictionary<string, KnobChange> Changes => _changes;

    /// <summary>Null: there is no such knob.</summary>
    public (IKnobClass Class, Knob Knob)? Find(string name)
    {
        foreach (var one in _classes)
        {
            var knob = one.Knobs.FirstOrDefault(knob => knob.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (knob is not null) return (one, knob);
        }

        return null;
    }

    /// <summary>Changes a knob, or takes its change back, for all instances; this one heeds it at once.</summary>
    /// <param name="value">Null: back to what the settings say.</param>
    /// <returns>What the options' own rules have against it; empty: it was changed. Null: another changed it just now.</returns>
    public async Task<IReadOnlyList<string>?> ChangeAsync(
        IKnobClass of, Knob knob, string? value, string who, string? reason, CancellationToken cancellation)
    {
        await ReadAsync(cancellation); // What it is held against is what is there now.
        if (of.Problems(With(knob.Name, value)) is { Count: > 0 } problems) return problems;
        var table = accounts.Holding(TableNames.Settings, knob.Section);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            knob.Section, TableKeys.Escape(knob.Rest), cancellationToken: cancellation);
        var before = found.HasValue ? KnobRows.Read(found.Value!).Value : null;
        // The audit first: no knob turns unseen. What then fails is told by the next entry, or by its absence.
        await audit.WriteAsync(
            who, "SettingChanged", knob.Name, $"{before ?? "(settings)"} -> {value ?? "(settings)"}: {reason}", cancellation);
        var row = KnobRows.Write(knob, new(value, who, clock.GetUtcNow(), before, reason));
        if (!await WriteAsync(table, row, found.HasValue ? found.Value!.ETag : null, cancellation)) return null;
        var mark = new TableEntity(KnobRows.MarkPartition, KnobRows.Mark) { ["At"] = clock.GetUtcNow() };
        await accounts.Holding(TableNames.Settings, KnobRows.MarkPartition)
            .UpsertEntityAsync(mark, TableUpdateMode.Replace, cancellation);
        await ReadAsync(cancellation);
        log.Changed(knob.Name, before, value, who);
        return [];
    }

    /// <summary>Reads the mark, one request, and the knobs where it has changed.</summary>
    /// <param name="anyway">Read them even so: whoever changed one may have died before the mark.</param>
    public async Task WatchAsync(bool anyway, CancellationToken cancellation)
    {
        var mark = await accounts.Holding(TableNames.Settings, KnobRows.MarkPartition).GetEntityIfExistsAsync<TableEntity>(
            KnobRows.MarkPartition, KnobRows.Mark, cancellationToken: cancellation);
        var version = mark.HasValue ? mark.Value!.ETag : default;
        if (version == _seen && !anyway) return;
        await ReadAsync(cancellation);
        _seen = version;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var changes = new Dictionary<string, KnobChange>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in accounts.Each(TableNames.Settings))
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey lt {KnobRows.MarkPartition}");
            foreach (var row in await table.ReadAllAsync(filter, [], cancellation)) changes[KnobRows.Name(row)] = KnobRows.Read(row);
        }

        _changes = changes;
        overrides.Replace(Good(changes));
    }

    /// <summary>What the rules of this version refuse is left out, a section at a time: options that throw stop the app.</summary>
    private Dictionary<string, string?> Good(Dictionary<string, KnobChange> changes)
    {
        var good = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in _classes)
        {
            var own = one.Knobs.Where(knob => changes.TryGetValue(knob.Name, out var change) && change.Value is not null)
                .ToDictionary(knob => knob.Name, knob => changes[knob.Name].Value);
            if (own.Count == 0) continue;
            if (one.Problems(new ConfigurationBuilder().AddInMemoryCollection(own).Build()) is not { Count: > 0 } problems)
                foreach (var (name, value) in own) good[name] = value;
            else
                log.LeftOut(one.Section, string.Join(' ', problems));
        }

        return good;
    }

    private IConfigurationRoot With(string name, string? value)
    {
        var all = Good(new(_changes, StringComparer.OrdinalIgnoreCase));
        if (value is null) all.Remove(name);
        else all[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    private static async Task<bool> WriteAsync(TableClient table, TableEntity row, ETag? version, CancellationToken cancellation)
    {
        try
        {
            if (version is { } known) await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellation);
            else await table.WriteAsync((into, stop) => into.AddEntityAsync(row, stop), cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e is { Status: 412 } or { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return false;
        }
    }
}
