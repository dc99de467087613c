using Azure.Data.Tables;
using PayFunctions.Core;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// Columns that must be there: a row without one was not written by this app, and is an error that names it.
/// </summary>
internal static class RowReading
{
    public static string Text(this TableEntity row, string column) =>
        row.GetString(column) ?? throw Missing(row, column);

    public static long Number(this TableEntity row, string column) =>
        row.GetInt64(column) ?? throw Missing(row, column);

    public static int Count(this TableEntity row, string column) =>
        row.GetInt32(column) ?? throw Missing(row, column);

    public static DateTimeOffset Time(this TableEntity row, string column) =>
        row.GetDateTimeOffset(column) ?? throw Missing(row, column);

    public static T Word<T>(this TableEntity row, string column)
        where T : struct, Enum =>
        Enum.TryParse<T>(row.Text(column), out var word) && Enum.IsDefined(word) ? word : throw Missing(row, column);

    public static Currency Currency(this TableEntity row, string column) =>
        Core.Currency.TryFromCode(row.Text(column), out var currency) ? currency : throw Missing(row, column);

    public static void SetUnlessNull(this TableEntity row, string column, object? value)
    {
        if (value is not null) row[column] = value;
    }

    private static InvalidDataException Missing(TableEntity row, string column) =>
        new($"The row '{row.RowKey}' of '{row.PartitionKey}' has no readable '{column}'.");
}
