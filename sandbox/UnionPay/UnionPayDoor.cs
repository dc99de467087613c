using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>The gateway: reads a request, checks who signed it, carries it out, signs the answer.</summary>
internal sealed class UnionPayDoor(
    UnionPayBook book, IReadOnlyDictionary<string, UnionPayShop> shops, UnionPaySigner signer, Witness<UnionPayCall> calls,
    UnionPayFileDesk files,
    Action<UnionPayTrade> done)
{
    public Task QueryAsync(HttpContext context) => AnswerAsync(context, Query);

    public Task SendBackAsync(HttpContext context) => AnswerAsync(context, SendBack);

    public Task OrderForAppAsync(HttpContext context) => AnswerAsync(context, OrderForApp);

    /// <summary>The host of the settlement files.</summary>
    public Task OfferFilesAsync(HttpContext context) => files.IsPage
        ? context.Response.WriteAsync("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", context.RequestAborted)
        : AnswerAsync(context, request => files.Offer(request, code => Answer(request, code)));

    /// <summary>The page that a payer's browser comes to.</summary>
    public async Task OpenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var problem = Bring(new(form.Select(one => KeyValuePair.Create(one.Key, one.Value.ToString()))));
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(problem ?? "open: now pay", context.RequestAborted);
    }

    /// <summary>A signed form that a payer's browser brings. Null: the page opens; else why not.</summary>
    public string? Bring(UnionPayMessage request)
    {
        var code = Problem(request) ?? (Read(request) is { TxnType: "01" } asked ? book.Place(asked) : "10");
        return code == "00" ? null : code;
    }

    private async Task AnswerAsync(HttpContext context, Func<UnionPayMessage, UnionPayMessage> carry)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = new UnionPayMessage(form.Select(one => KeyValuePair.Create(one.Key, one.Value.ToString())));
        var problem = Problem(request);
        var answer = problem is null ? carry(request) : Answer(request, problem);
        calls.Add(new(
            request["txnType"], request["merId"], request["orderId"], answer["respCode"],
            answer["origRespCode"] is { Length: > 0 } code ? code : null));
        if (problem is null) signer.Sign(answer);
        context.Response.ContentType = "text/html;charset=UTF-8";
        await context.Response.Body.WriteAsync(answer.Form(), context.RequestAborted);
    }

    private string? Problem(UnionPayMessage request)
    {
        if (request["version"] != "5.1.0" || request["signMethod"] != "01" || request["encoding"] != "UTF-8") return "10";
        if (!shops.TryGetValue(request["merId"], out var shop)) return "31";
        if (!shop.Signed(request)) return "11";
        if (UnionPayWords.ReadTime(request["txnTime"]) is null) return "10";
        var number = request["orderId"];
        if (request["txnType"] == "76") return number.Length == 0 ? null : "10"; // Files are of no order.
        return number.Length is < 8 or > 40 || !number.All(char.IsAsciiLetterOrDigit) ? "10" : null;
    }

    private UnionPayMessage Query(UnionPayMessage request)
    {
        if (book.Find(request["merId"], request["orderId"], request["txnTime"]) is not { } trade)
            return Answer(request, "34");
        return new(UnionPayNotice.Of(trade))
        {
            ["txnType"] = "00",
            ["txnSubType"] = "00",
            ["respCode"] = "00",
            ["respMsg"] = UnionPayWords.Say("00"),
            ["origRespCode"] = trade.RespCode,
            ["origRespMsg"] = UnionPayWords.Say(trade.RespCode),
        };
    }

    private UnionPayMessage SendBack(UnionPayMessage request)
    {
        if (request["txnType"] is not ("04" or "31") || Read(request) is not { } asked) return Answer(request, "10");
        var code = book.SendBack(asked, out var made);
        if (made is not null) done(made);
        var answer = Answer(request, code);
        if (made is not null) answer["queryId"] = made.QueryId;
        return answer;
    }

    private UnionPayMessage OrderForApp(UnionPayMessage request)
    {
        if (Read(request) is not { TxnType: "01" } asked) return Answer(request, "10");
        var answer = Answer(request, book.Place(asked));
        if (answer["respCode"] == "00") answer["tn"] = $"8{asked.QueryId}";
        return answer;
    }

    private UnionPayTrade? Read(UnionPayMessage request) =>
        long.TryParse(request["txnAmt"], NumberStyles.None, CultureInfo.InvariantCulture, out var fen) && fen > 0
            ? new()
            {
                MerchantId = request["merId"],
                OrderId = request["orderId"],
                TxnTime = request["txnTime"],
                TxnType = request["txnType"],
                Amount = fen,
                BackUrl = request["backUrl"],
                ReqReserved = request["reqReserved"],
                PayTimeout = UnionPayWords.ReadTime(request["payTimeout"]),
                QueryId = book.NewQueryId(),
                OriginalQueryId = request["origQryId"],
            }
            : null;

    /// <summary>The request's own words, with what became of it.</summary>
    private static UnionPayMessage Answer(UnionPayMessage request, string code)
    {
        string[] echoed =
        [
            "version", "encoding", "txnType", "txnSubType", "bizType", "accessType", "merId", "orderId", "txnTime", "txnAmt",
            "currencyCode", "origQryId", "reqReserved", "fileType", "settleDate",
        ];
        return new(echoed.Select(name => KeyValuePair.Create(name, request[name])).Where(one => one.Value.Length > 0))
        {
            ["respCode"] = code,
            ["respMsg"] = UnionPayWords.Say(code),
        };
    }
}
