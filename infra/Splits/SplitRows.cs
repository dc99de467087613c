using System.Text.Json;
using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Splits;

/// <summary>A split as its row, in its order's partition: shares and returns are lists in a column each.</summary>
internal static class SplitRows
{
    public static readonly string[] Columns =
    [
        "SplitId", "Number", "Currency", "Rest", "UnfreezeRest", "TransactionId", "RequestedAt", "State", "ProviderId",
        "EndedAt", "Code", "Posting", "Shares", "Returns",
    ];

    private sealed record ShareText(string Account, long Amount, ShareResult Result, string? Reason, string? Failure = null);

    private sealed record ReturnText(
        string Id, string Number, string Account, long Amount, DateTimeOffset RequestedAt, SplitState State,
        string? ProviderId, DateTimeOffset? EndedAt, string? Code, int? Posting,
        string? Failure = null);

    public static TableEntity Write(OrderKey key, Split split)
    {
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Split(split.Id))
        {
            ["SplitId"] = split.Id,
            ["Number"] = split.Number,
            ["Currency"] = split.Rest.Currency.Code,
            ["Rest"] = split.Rest.MinorUnits,
            ["UnfreezeRest"] = split.UnfreezeRest,
            ["TransactionId"] = split.TransactionId,
            ["RequestedAt"] = split.RequestedAt,
            ["State"] = split.State.ToString(),
            ["Shares"] = JsonSerializer.Serialize(split.Shares.Select(Text)),
            ["Returns"] = JsonSerializer.Serialize(split.Returns.Select(Text)),
        };
        row.SetUnlessNull("ProviderId", split.ProviderId);
        row.SetUnlessNull("EndedAt", split.EndedAt);
        row.SetUnlessNull("Code", split.Code);
        row.SetUnlessNull("Posting", split.Posting);
        return row;
    }

    public static StoredSplit Read(TableEntity row)
    {
        var currency = row.Currency("Currency");
        return new(
            new()
            {
                Id = row.Text("SplitId"),
                Number = row.Text("Number"),
                Rest = new(row.Number("Rest"), currency),
                UnfreezeRest = row.GetBoolean("UnfreezeRest") == true,
                TransactionId = row.Text("TransactionId"),
                RequestedAt = row.Time("RequestedAt"),
                State = row.Word<SplitState>("State"),
                ProviderId = row.GetString("ProviderId"),
                EndedAt = row.GetDateTimeOffset("EndedAt"),
                Code = row.GetString("Code"),
                Posting = row.GetInt32("Posting"),
                Shares = List<ShareText, Share>(row, "Shares", text => Share(text, currency)),
                Returns = List<ReturnText, ShareReturn>(row, "Returns", text => Return(text, currency)),
            },
            row.ETag);
    }

    private static T[] List<TText, T>(TableEntity row, string column, Func<TText, T> read) =>
        [.. JsonSerializer.Deserialize<TText[]>(row.Text(column))!.Select(read)];

    private static ShareText Text(Share share) =>
        new(share.Account, share.Amount.MinorUnits, share.Result, share.Reason, share.Failure?.ToString());

    private static Share Share(ShareText text, Currency currency) =>
        new(text.Account, new(text.Amount, currency), text.Result, text.Reason, Failure(text.Failure));

    private static ReturnText Text(ShareReturn given) => new(
        given.Id, given.Number, given.Account, given.Amount.MinorUnits, given.RequestedAt, given.State,
        given.ProviderId, given.EndedAt, given.Code, given.Posting, given.Failure?.ToString());

    private static ShareReturn Return(ReturnText text, Currency currency) => new()
    {
        Id = text.Id,
        Number = text.Number,
        Account = text.Account,
        Amount = new(text.Amount, currency),
        RequestedAt = text.RequestedAt,
        State = text.State,
        ProviderId = text.ProviderId,
        EndedAt = text.EndedAt,
        Code = text.Code,
        Posting = text.Posting,
        Failure = Failure(text.Failure),
    };

    private static FailureCode? Failure(string? name) => name is null ? null : Enum.Parse<FailureCode>(name);
}
