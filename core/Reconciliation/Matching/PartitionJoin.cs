using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One thread's join of one partition after another. Its memory is used again; a matched row costs none.</summary>
internal sealed class PartitionJoin
{
    private readonly JoinBuffer _rows = new();
    private readonly KeyTable _table;
    private readonly Findings _findings;
    private readonly Verdicts _verdicts;
    private readonly CrowdedKey _crowd;

    public PartitionJoin(Coverage coverage, ReconcilerOptions options)
    {
        _table = new(_rows);
        _findings = new(_rows);
        _verdicts = new(_rows, _findings, coverage, options);
        _crowd = new(_rows, _verdicts, options.Rules.Pairing);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public void Join(Partition partition)
    {
        _rows.Load(partition);
        _table.Clear(_rows.Count);
        _findings.Clear();
        for (var row = 0; row < _rows.Count; row++)
        {
            if (PackedMovement.IsOfUnknownMerchant(_rows[row])) _verdicts.UnknownMerchant(row);
            else _table.Add(row);
        }

        foreach (var head in _table.Heads) Resolve(head);
        _findings.Sort();
    }

    /// <summary>Makes its findings ready, before their turn.</summary>
    public void Tell(IDifferenceDraft draft) => _findings.Tell(draft);

    /// <summary>Tells what no draft has.</summary>
    public void Tell(IDifferenceSink sink) => _findings.Tell(sink);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Resolve(int head)
    {
        var next = _table.Next(head);
        if (next < 0) _verdicts.Alone(head, isRepeat: false);
        else if (_table.Next(next) < 0 && _rows.IsHere(head) != _rows.IsHere(next))
            _verdicts.Pair(_rows.IsHere(head) ? head : next, _rows.IsHere(head) ? next : head);
        else _crowd.Resolve(_table, head);
    }
}
