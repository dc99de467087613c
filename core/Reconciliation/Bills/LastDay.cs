using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>
/// The two days last met, as they were printed: nearly every line of a bill has one of them, a day in China being two in UTC, and
/// what was read before needs no reading.
/// </summary>
internal struct LastDay
{
    private Printed _last;
    private Printed _before;

    /// <param name="text">At least ten signs: <c>2026-11-20</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryRecall(ReadOnlySpan<byte> text, out long days)
    {
        var (month, day) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt16LittleEndian(text[8..]));
        days = _last.Days;
        if (_last.Month == month && _last.Day == day) return true;
        days = _before.Days;
        return _before.Month == month && _before.Day == day;
    }

    public void Remember(ReadOnlySpan<byte> text, long days) => (_before, _last) =
        (_last, new(BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt16LittleEndian(text[8..]), days));

    /// <param name="Month">The eight bytes of <c>2026-11-</c>.</param>
    private readonly record struct Printed(ulong Month, ushort Day, long Days);
}
