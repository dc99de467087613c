using System.Runtime.CompilerServices;
using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>Writes findings as CSV while they are told, a line a pair; a split has as many lines as it has parts.</summary>
/// <remarks>Amounts in minor units, fees in thousandths of one; instants in UTC; cells of a side that has no row are empty.</remarks>
public sealed class DifferenceCsv : IDifferenceSink
{
    private const string Header =
        "kind,aspects,movement,orderId,refundId,hereAmount,thereAmount,hereCurrency,thereCurrency,hereFee,thereFee,"
        + "hereStatus,thereStatus,hereTransactionId,thereTransactionId,hereAt,thereAt,hereLine,thereLine,merchant,channel\n";

    private static readonly byte[][] KindWords = Words<DifferenceKind>();
    private static readonly byte[][] MovementWords = Words<MovementKind>();
    private static readonly byte[][] StatusWords = Words<MovementStatus>();
    private static readonly byte[][] AspectWords =
        [.. Enumerable.Range(0, 64).Select(i => i == 0 ? [] : Encoding.UTF8.GetBytes(((DifferenceAspects)i).ToString().Replace(", ", "|")))];

    private readonly Stream _to;
    private readonly CsvLine _line;
    private byte[] _channel;

    public DifferenceCsv(Stream to)
        : this(to, [])
    {
        to.Write(Encoding.UTF8.GetBytes(Header));
    }

    private DifferenceCsv(Stream to, byte[] channel)
    {
        _to = to;
        _line = new(to);
        _channel = channel;
    }

    /// <summary>What the lines from here on are of: one file may hold a run of several channels.</summary>
    public string Channel
    {
        get => Encoding.UTF8.GetString(_channel);
        set => _channel = Encoding.UTF8.GetBytes(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Take(in Difference difference)
    {
        for (var i = 0; i < Math.Max(difference.HereCount, difference.ThereCount); i++)
        {
            _line.Word(KindWords[(int)difference.Kind]);
            _line.Word(AspectWords[(int)difference.Aspects]);
            var (hasHere, hasThere) = (i < difference.HereCount, i < difference.ThereCount);
            var here = hasHere ? difference.Here(i) : default;
            var there = hasThere ? difference.There(i) : default;
            Write(hasHere ? here : there, hasHere, here, hasThere, there);
        }
    }

    /// <summary>Call once at the end.</summary>
    public void Flush() => _line.Flush();

    /// <summary>The same lines without a header, for a part of the file that is put together by itself.</summary>
    public DifferenceCsv NewPart(MemoryStream to) => new(to, _channel);

    /// <summary>Goes on with what a part has put together.</summary>
    public void Append(MemoryStream part)
    {
        _line.Flush();
        part.WriteTo(_to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    private void Write(in Movement any, bool hasHere, in Movement here, bool hasThere, in Movement there)
    {
        _line.Word(MovementWords[(int)any.Kind]);
        _line.Text(any.OrderId);
        _line.Text(any.Reference);
        if (hasHere) _line.Number(here.Amount); else _line.None();
        if (hasThere) _line.Number(there.Amount); else _line.None();
        Currency(hasHere, here);
        Currency(hasThere, there);
        if (hasHere && here.Fee != Movement.FeeUnknown) _line.Number(here.Fee); else _line.None();
        if (hasThere && there.Fee != Movement.FeeUnknown) _line.Number(there.Fee); else _line.None();
        _line.Word(StatusWords[(int)here.Status]);
        _line.Word(StatusWords[(int)there.Status]);
        _line.Text(here.ProviderId);
        _line.Text(there.ProviderId);
        if (hasHere) _line.Instant(here.Instant); else _line.None();
        if (hasThere) _line.Instant(there.Instant); else _line.None();
        if (hasHere) _line.Number(here.Line); else _line.None();
        if (hasThere) _line.Number(there.Line); else _line.None();
        _line.Text(there.Merchant);
        _line.Word(_channel);
        _line.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Currency(bool has, in Movement movement)
    {
        var packed = has ? movement.Currency.Packed : 0;
        _line.Word(has ? [(byte)(packed >> 16), (byte)(packed >> 8 & 0xFF), (byte)(packed & 0xFF)] : []);
    }

    /// <summary>The words by their number; 0, which no value has, is empty.</summary>
    private static byte[][] Words<T>()
        where T : struct, Enum
    {
        var words = new byte[Enum.GetValues<T>().Max(one => Convert.ToInt32(one)) + 1][];
        Array.Fill(words, []);
        foreach (var one in Enum.GetValues<T>()) words[Convert.ToInt32(one)] = Encoding.UTF8.GetBytes(one.ToString());
        return words;
    }
}
