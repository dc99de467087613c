using System.Runtime.CompilerServices;
using System.Text;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Where one thread puts the movements of one side as it reads them. Allocates nothing for a row.</summary>
public sealed class MovementLane
{
    private readonly LaneBuffers? _buffers;
    private readonly Tally _in;
    private readonly byte[][]? _merchants;
    private readonly IMovementTaker? _taker;
    private int _lastMerchant;

    /// <param name="buffers">Null when movements are counted and not kept.</param>
    internal MovementLane(LaneBuffers? buffers, Tally tally, IReadOnlySet<string>? merchants)
    {
        (_buffers, _in) = (buffers, tally);
        _merchants = merchants?.Select(Encoding.UTF8.GetBytes).ToArray();
    }

    /// <summary>A lane that hands each movement on and keeps none.</summary>
    public MovementLane(Tally tally, IMovementTaker taker) => (_in, _taker) = (tally, taker);

    /// <summary>Takes a copy of a movement.</summary>
    /// <exception cref="ArgumentException">It has no key, or a text that is too long: its reader has to refuse those.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public void Add(in Movement movement)
    {
        var key = movement.Key;
        if (key.IsEmpty || IsTooLong(movement)) throw Unfit(movement);
        _in.Add(movement.Currency.Packed, movement.Amount);
        if (_buffers is null)
        {
            _taker?.Take(movement);
            return;
        }

        var isUnknown = _merchants is not null && !movement.Merchant.IsEmpty && !IsOurs(movement.Merchant);
        var hash = KeyHash.Of(movement.Kind, key);
        var shape = PackedShape.Of(movement, withMerchant: isUnknown);
        PackedMovement.Write(_buffers.Take(hash, shape.Size), movement, hash, shape, withMerchant: isUnknown);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTooLong(in Movement movement) =>
        (movement.OrderId.Length | movement.Reference.Length | movement.ProviderId.Length | movement.Merchant.Length) >= Movement.TextLengthMax
        && Longest(movement) > Movement.TextLengthMax;

    private static int Longest(in Movement movement) => Math.Max(
        Math.Max(movement.OrderId.Length, movement.Reference.Length),
        Math.Max(movement.ProviderId.Length, movement.Merchant.Length));

    private static ArgumentException Unfit(in Movement movement) =>
        new($"The movement on line {movement.Line} has no key, or a text of {Longest(movement)} bytes.");

    /// <summary>Nearly every line has the merchant of the line before it.</summary>
    private bool IsOurs(ReadOnlySpan<byte> merchant)
    {
        var ours = _merchants!;
        if (_lastMerchant < ours.Length && merchant.SequenceEqual(ours[_lastMerchant])) return true;
        for (var i = 0; i < ours.Length; i++)
        {
            if (!merchant.SequenceEqual(ours[i])) continue;
            _lastMerchant = i;
            return true;
        }

        return false;
    }
}
