namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One partition's findings until they may be told, in the order of their keys' hashes.</summary>
internal sealed class Findings(JoinBuffer rows)
{
    private readonly List<Finding> _findings = [];
    private readonly List<int> _about = [];

    public void Clear()
    {
        _findings.Clear();
        _about.Clear();
    }

    public void Add(DifferenceKind kind, DifferenceAspects aspects, ReadOnlySpan<int> here, ReadOnlySpan<int> there)
    {
        var first = here.IsEmpty ? there[0] : here[0];
        _findings.Add(new(PackedMovement.Hash(rows[first]), _findings.Count, kind, aspects, _about.Count, here.Length, there.Length));
        foreach (var row in here) _about.Add(row);
        foreach (var row in there) _about.Add(row);
    }

    public void Tell(IDifferenceSink sink)
    {
        _findings.Sort(Compare);
        var about = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_about);
        foreach (var one in _findings)
            sink.Take(new(one.Kind, one.Aspects, rows, about.Slice(one.First, one.Here + one.There), one.Here));
    }

    /// <summary>Findings on one key keep the order in which its rows were resolved, which is an order of values.</summary>
    private int Compare(Finding a, Finding b)
    {
        if (a.Hash != b.Hash) return a.Hash.CompareTo(b.Hash);
        var one = rows[_about[a.First]];
        var other = rows[_about[b.First]];
        var byKey = PackedMovement.Key(one).SequenceCompareTo(PackedMovement.Key(other));
        if (byKey == 0) byKey = PackedMovement.Kind(one).CompareTo(PackedMovement.Kind(other));
        return byKey != 0 ? byKey : a.Sequence.CompareTo(b.Sequence);
    }

    private readonly record struct Finding(
        ulong Hash, int Sequence, DifferenceKind Kind, DifferenceAspects Aspects, int First, int Here, int There);
}
