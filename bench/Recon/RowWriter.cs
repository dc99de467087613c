using System.Buffers.Text;

namespace PayFunctions.Bench.Recon;

/// <summary>Writes generated rows as one side or the other prints them.</summary>
internal sealed class RowWriter(Stream to) : IDisposable
{
    private const int RowMax = 1024;
    private const int ChinaAhead = 8 * 3600;

    private readonly byte[] _buffer = new byte[1 << 20];
    private int _length;

    public void Ledger(in DayGenerator.GeneratedRow row)
    {
        Utc(row.Second);
        Put(row.IsRefund ? ",refund,"u8 : ",payment,"u8);
        OrderId(row);
        Put(","u8);
        if (row.IsRefund) RefundId(row);
        Put(","u8);
        ProviderId(row);
        Put(","u8);
        Number(row.Amount);
        Put(",CNY,"u8);
        Decimal(row.Fee, 1000, 3);
        Put(",succeeded\n"u8);
        Drain();
    }

    public void Trade(in DayGenerator.GeneratedRow row, ReadOnlySpan<byte> product)
    {
        Put("`"u8);
        China(row.Second);
        Put(",`wx8f2b6a1c3d4e5f60,`1900000001,`0,`,`"u8);
        TransactionId(row.Number);
        Put(",`"u8);
        OrderId(row);
        Put(",`oUpF8uM"u8);
        Number((long)(row.Random >> 1), 'D', 20);
        Put(row.Random % 3 == 0 ? ",`NATIVE,`"u8 : ",`JSAPI,`"u8);
        Put(row.IsRefund ? "REFUND"u8 : "SUCCESS"u8);
        Put(row.Random % 5 < 2 ? ",`OTHERS,`CNY,`"u8 : ",`CMB_DEBIT,`CNY,`"u8);
        Amount(row.IsRefund ? 0 : row.TheirAmount);
        Put(",`0.00,`"u8);
        if (row.IsRefund) Refund(row);
        else Put("0,`0,`0.00,`0.00,`,"u8);
        Put("`"u8);
        if (row.IsRefund) Put(row.Plant == DayGenerator.Plant.Status ? "FAIL"u8 : row.Random % 2 == 0 ? "SUCCESS"u8 : "PROCESSING"u8);
        Put(",`"u8);
        Put(product);
        Put(",`shop=17;till=3,`"u8);
        Decimal(row.TheirFee, 100_000, 5);
        Put(",`0.60%,`"u8);
        Amount(row.IsRefund ? 0 : row.TheirAmount);
        Put(",`"u8);
        Amount(row.IsRefund ? row.TheirAmount : 0);
        Put(",`\r\n"u8);
        Drain();
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Put(bytes);
        Drain();
    }

    public void Dispose()
    {
        to.Write(_buffer, 0, _length);
        if (to is FileStream file) file.Flush(flushToDisk: true); // Who reads it next shall not be timed while it is still being written.
        to.Dispose();
    }

    private void Refund(in DayGenerator.GeneratedRow row)
    {
        ProviderId(row);
        Put(",`"u8);
        RefundId(row);
        Put(",`"u8);
        Amount(row.TheirAmount);
        Put(",`0.00,`ORIGINAL,"u8);
    }

    private void ProviderId(in DayGenerator.GeneratedRow row)
    {
        if (!row.IsRefund) TransactionId(row.Number);
        else
        {
            Put("50300000002026112000000"u8);
            Number(row.Number, 'D', 9);
        }
    }

    private void TransactionId(long number)
    {
        Put("420000258820261120"u8);
        Number(number, 'D', 10);
    }

    private void OrderId(in DayGenerator.GeneratedRow row)
    {
        Put("ORD20261120"u8);
        Number(row.Number, 'D', 9);
    }

    private void RefundId(in DayGenerator.GeneratedRow row)
    {
        Put("REF20261120"u8);
        Number(row.Number, 'D', 9);
    }

    /// <summary>The day there is eight hours ahead: the instant of the ledger is on the day before, or on this one.</summary>
    private void Utc(int second)
    {
        var utc = second - ChinaAhead;
        Put(utc < 0 ? "2026-11-19T"u8 : "2026-11-20T"u8);
        Clock(utc < 0 ? utc + 86_400 : utc);
        Put("Z"u8);
    }

    private void China(int second)
    {
        Put("2026-11-20 "u8);
        Clock(second);
    }

    private void Clock(int second)
    {
        Number(second / 3600, 'D', 2);
        Put(":"u8);
        Number(second / 60 % 60, 'D', 2);
        Put(":"u8);
        Number(second % 60, 'D', 2);
    }

    private void Amount(long fen) => Decimal(fen, 100, 2);

    private void Decimal(long value, long unit, byte digits)
    {
        Number(value / unit);
        Put("."u8);
        Number(value % unit, 'D', digits);
    }

    private void Number(long number, char format = 'D', byte digits = 1)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written, new(format, digits));
        _length += written;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Drain()
    {
        if (_length < _buffer.Length - RowMax) return;
        to.Write(_buffer, 0, _length);
        _length = 0;
    }
}
