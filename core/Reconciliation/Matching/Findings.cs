using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One partition's findings until they may be told, in the order of their keys' hashes.</summary>
internal sealed class Findings(JoinBuffer rows)
{
    private readonly List<Finding> _findings = [];
    private readonly List<int> _about = [];
    private int[] _order = [];
    private int[] _starts = [];
    private int _told;

    private Difference this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var one = ref CollectionsMarshal.AsSpan(_findings)[_order[index]];
            return new(one.Kind, one.Aspects, rows, CollectionsMarshal.AsSpan(_about).Slice(one.First, one.Here + one.There), one.Here);
        }
    }

    public void Clear()
    {
        _findings.Clear();
        _about.Clear();
        _told = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Add(DifferenceKind kind, DifferenceAspects aspects, ReadOnlySpan<int> here, ReadOnlySpan<int> there)
    {
        var first = here.IsEmpty ? there[0] : here[0];
        _findings.Add(new(PackedMovement.Hash(rows[first]), _findings.Count, kind, aspects, _about.Count, here.Length, there.Length));
        foreach (var row in here) _about.Add(row);
        foreach (var row in there) _about.Add(row);
    }

    /// <summary>Puts them into their order; once, after the last was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort()
    {
        var findings = CollectionsMarshal.AsSpan(_findings);
        Deal(findings);
        for (var i = 1; i < findings.Length; i++) // Hardly any is out of place by now.
        {
            var (one, to) = (_order[i], i);
            for (; to > 0 && Compare(findings[_order[to - 1]], findings[one]) > 0; to--) _order[to] = _order[to - 1];
            _order[to] = one;
        }
    }

    /// <summary>Tells a draft of as many as it takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Tell(IDifferenceDraft draft)
    {
        while (_told < _findings.Count && draft.TryTake(this[_told])) _told++;
    }

    /// <summary>Tells those that no draft has taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Tell(IDifferenceSink sink)
    {
        for (; _told < _findings.Count; _told++) sink.Take(this[_told]);
    }

    /// <summary>Hashes lie evenly in their range: dealt to as many places as there are, each is near its own, and equals stay in order.</summary>
    private void Deal(ReadOnlySpan<Finding> findings)
    {
        if (findings.IsEmpty) return;
        var (least, most) = (ulong.MaxValue, 0UL);
        foreach (ref readonly var one in findings) (least, most) = (Math.Min(least, one.Hash), Math.Max(most, one.Hash));
        var bits = BitOperations.Log2((uint)findings.Length) + 1;
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(most - least) - bits);
        if (_starts.Length <= 1 << bits) _starts = new int[(1 << bits) + 1];
        if (_order.Length < findings.Length) _order = new int[1 << bits];
        Array.Clear(_starts);
        foreach (ref readonly var one in findings) _starts[(int)(one.Hash - least >> shift) + 1]++;
        for (var i = 1; i < _starts.Length; i++) _starts[i] += _starts[i - 1];
        for (var i = 0; i < findings.Length; i++) _order[_starts[(int)(findings[i].Hash - least >> shift)]++] = i;
    }

    /// <summary>Findings on one key keep the order in which its rows were resolved, which is an order of values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Compare(in Finding a, in Finding b) =>
        a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : CompareKeys(a, b);

    private int CompareKeys(in Finding a, in Finding b)
    {
        var one = rows[_about[a.First]];
        var other = rows[_about[b.First]];
        Span<byte> rooms = stackalloc byte[2 * Movement.TextLengthMax];
        var byKey = PackedMovement.Key(one, rooms).SequenceCompareTo(PackedMovement.Key(other, rooms[Movement.TextLengthMax..]));
        if (byKey == 0) byKey = PackedMovement.Kind(one).CompareTo(PackedMovement.Kind(other));
        return byKey != 0 ? byKey : a.Sequence.CompareTo(b.Sequence);
    }

    private readonly record struct Finding(
        ulong Hash, int Sequence, DifferenceKind Kind, DifferenceAspects Aspects, int First, int Here, int There);
}
