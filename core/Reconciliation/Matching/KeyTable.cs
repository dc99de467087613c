using System.Numerics;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The rows of a partition by their keys: for each key a chain of all rows that have it.</summary>
internal sealed class KeyTable(JoinBuffer rows)
{
    private ulong[] _slots = []; // The hash's middle bits above, the chain's head plus one below; 0 is free.
    private int[] _next = [];
    private int[] _heads = [];
    private int _count;
    private int _mask;

    /// <summary>A row of each key, in the order in which the keys were first seen.</summary>
    public ReadOnlySpan<int> Heads => _heads.AsSpan(0, _count);

    /// <summary>The next row with the same key, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int row) => _next[row];

    public void Clear(int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count + count / 2));
        if (_slots.Length < size) _slots = new ulong[size];
        else Array.Clear(_slots, 0, size);
        if (_next.Length < count) (_next, _heads) = (new int[count + count / 4], new int[count + count / 4]);
        (_count, _mask) = (0, size - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public void Add(int row)
    {
        var movement = rows[row];
        var hash = PackedMovement.Hash(movement);
        var tag = hash << 16 & 0xFFFFFFFF_00000000;
        for (var at = (int)(hash & (uint)_mask); ; at = at + 1 & _mask)
        {
            var slot = _slots[at];
            if (slot == 0)
            {
                _slots[at] = tag | (uint)(row + 1);
                _next[row] = -1;
                _heads[_count++] = row;
                return;
            }

            var head = (int)(slot & uint.MaxValue) - 1;
            if ((slot & 0xFFFFFFFF_00000000) != tag || !HaveOneKey(rows[head], movement)) continue;
            _next[row] = _next[head];
            _next[head] = row;
            return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HaveOneKey(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        PackedMovement.Kind(a) == PackedMovement.Kind(b) && PackedMovement.HaveOneKey(a, b);
}
