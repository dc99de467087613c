using Azure.Data.Tables;

namespace PayFunctions.Infra.Storage;

/// <summary>Bytes across as many columns as they need: one holds 64 KiB at most, a row 1 MiB.</summary>
internal static class LargeBytes
{
    private const int ColumnBytes = 60 * 1024;

    private const int Columns = 8;

    /// <exception cref="ArgumentException">More than eight columns hold: whoever took it in had to refuse
    /// it.</exception>
    public static void WriteBytes(this TableEntity row, string column, ReadOnlyMemory<byte> bytes)
    {
        var fits = bytes.Length <= ColumnBytes * Columns;
        if (!fits) throw new ArgumentException($"{bytes.Length} bytes are too many for a row.");
        for (var index = 0; !bytes.IsEmpty; index++)
        {
            var piece = bytes[..Math.Min(bytes.Length, ColumnBytes)];
            row[Name(column, index)] = piece.ToArray();
            bytes = bytes[piece.Length..];
        }
    }

    public static byte[] ReadBytes(this TableEntity row, string column)
    {
        if (!row.ContainsKey(Name(column, 1))) return row.GetBinary(column) ?? [];
        using var bytes = new MemoryStream();
        for (var index = 0; row.GetBinary(Name(column, index)) is { } piece; index++) bytes.Write(piece);
        return bytes.ToArray();
    }

    private static string Name(string column, int index) => index == 0 ? column : $"{column}{index}";
}
