using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>The gateway: reads a request, checks who signed it, carries it out, signs the answer.</summary>
internal sealed class GatewayDoor(
    TradeBook book, IReadOnlyDictionary<string, AlipayApplication> applications, Witness<AlipayCall> calls,
    GatewayFaults faults, Action<AlipayTrade, AlipayRefund> refunded, AlipayBillDesk bills, TimeProvider clock)
{
    private static readonly TimeSpan TimestampWindow = TimeSpan.FromMinutes(15);

    /// <summary>Null: the provider works.</summary>
    public Outage? Outage { get; set; }

    public async Task AnswerAsync(HttpContext context)
    {
        var request = await GatewayRequest.ReadAsync(context);
        var application = applications.GetValueOrDefault(request["app_id"]);
        var outage = Outage;
        if (outage is { Status: > 0 })
        {
            context.Response.StatusCode = outage.Status;
            return;
        }

        var fault = faults.Next(request["method"], request.Text("out_trade_no") ?? "");
        var answer = Problem(application, request)
            ?? (fault == GatewayFault.NotDone ? GatewayAnswer.TryAgain(request) : Carry(application!, request));
        calls.Add(new(
            request["method"], request["app_id"], request.Text("out_trade_no") ?? "", answer.Code, answer.SubCode));
        if (outage is not null) await Task.Delay(outage.Late, clock, context.RequestAborted);
        if (fault == GatewayFault.AnswerLost)
        {
            context.Abort();
            return;
        }

        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.WriteAsync(Write(request, answer, application), context.RequestAborted);
    }

    /// <summary>A signed order that a payer's browser or app brings. Null: taken; else why not.</summary>
    public string? Bring(string signed)
    {
        var request = GatewayRequest.Of(signed);
        var application = applications.GetValueOrDefault(request["app_id"]);
        var answer = Problem(application, request)
            ?? (request["method"] is "alipay.trade.page.pay" or "alipay.trade.wap.pay" or "alipay.trade.app.pay"
                ? Place(application!, request)
                : GatewayAnswer.Invalid("isv.invalid-method", request["method"]));
        return answer.Code != "10000" ? answer.SubCode
            : book.Open(request.Text("out_trade_no")!) is null ? "expired" : null;
    }

    private GatewayAnswer? Problem(AlipayApplication? application, GatewayRequest request)
    {
        if (application is null) return GatewayAnswer.Invalid("isv.invalid-app-id", "无效的AppID参数");
        if (request["sign_type"] != "RSA2" || request["charset"] != "utf-8" || request["version"] != "1.0")
            return GatewayAnswer.Invalid("isv.invalid-signature-type", "sign_type, charset, version");
        if (AlipayWords.Read(request["timestamp"]) is not { } at || (clock.GetUtcNow() - at).Duration() > TimestampWindow)
            return GatewayAnswer.Invalid("isv.invalid-timestamp", "非法的时间戳参数");
        if (application.Certificates is { } certificates
            && (request["app_cert_sn"], request["alipay_root_cert_sn"]) != (certificates.AppSerial, certificates.RootSerial))
            return GatewayAnswer.Invalid("isv.app-cert-sn-mismatch", "证书序列号不匹配");
        if (!application.Signed(request.SignedText, request["sign"]))
            return GatewayAnswer.Invalid("isv.invalid-signature", $"验签出错，待验签字符串为：{request.SignedText}");
        request.Open(application);
        return request.Content is null ? GatewayAnswer.Invalid("isv.invalid-parameter", "biz_content") : null;
    }

    private GatewayAnswer Carry(AlipayApplication application, GatewayRequest request)
    {
        if (request["method"] == "alipay.trade.precreate") return Place(application, request);
        if (request["method"] == "alipay.data.dataservice.bill.downloadurl.query") return bills.Offer(application, request);
        if (request["method"] == "alipay.open.app.alipaycert.download") return Certificate(application, request);
        var trade = book.FindTrade(application.AppId, request.Text("out_trade_no"), request.Text("trade_no"));
        if (trade is null)
        {
            return request["method"] == "alipay.trade.cancel"
                ? GatewayAnswer.Ok(new() { ["out_trade_no"] = request.Text("out_trade_no"), ["retry_flag"] = "N" })
                : GatewayAnswer.NoTrade;
        }

        return request["method"] switch
        {
            "alipay.trade.query" => Query(trade),
            "alipay.trade.close" => book.Close(trade),
            "alipay.trade.cancel" => Cancel(trade),
            "alipay.trade.refund" => Refund(trade, request),
            "alipay.trade.fastpay.refund.query" => RefundQuery(trade, request),
            _ => GatewayAnswer.Invalid("isv.invalid-method", "不存在的方法名"),
        };
    }

    private GatewayAnswer Place(AlipayApplication application, GatewayRequest request)
    {
        var number = request.Text("out_trade_no") ?? "";
        var asked = AmountOf(request.Text("total_amount"));
        var expires = AlipayWords.Read(request.Text("time_expire"));
        if (number.Length is 0 or > 64 || asked is null || string.IsNullOrEmpty(request.Text("subject"))
            || request.Text("seller_id") is { } seller && seller != application.SellerId)
            return GatewayAnswer.Failed("ACQ.INVALID_PARAMETER", "参数无效");
        return book.Place(new()
        {
            AppId = application.AppId,
            OutTradeNo = number,
            Method = request["method"],
            Total = asked.Value,
            Subject = request.Text("subject")!,
            NotifyUrl = request["notify_url"],
            PassbackParams = request.Text("passback_params"),
            TimeExpire = expires,
            Offer = $"https://qr.alipay.com/{RandomNumberGenerator.GetHexString(24, lowercase: true)}",
        });
    }

    private static GatewayAnswer Query(AlipayTrade trade)
    {
        var node = new JsonObject
        {
            ["buyer_logon_id"] = "pay***@sandbox.example",
            ["buyer_pay_amount"] = AlipayWords.Yuan(trade.PaidTotal),
            ["out_trade_no"] = trade.OutTradeNo,
            ["total_amount"] = AlipayWords.Yuan(trade.PaidAt is null ? trade.Total : trade.PaidTotal),
            ["trade_no"] = trade.TradeNo,
            ["trade_status"] = AlipayWords.State(trade),
        };
        if (trade.PaidAt is { } paid) node["send_pay_date"] = AlipayWords.Beijing(paid);
        return GatewayAnswer.Ok(node);
    }

    private GatewayAnswer Cancel(AlipayTrade trade)
    {
        var answer = book.Cancel(trade, out var made);
        if (made is not null) refunded(book.Find(trade.OutTradeNo)!, made);
        return answer;
    }

    private GatewayAnswer Refund(AlipayTrade trade, GatewayRequest request)
    {
        if (AmountOf(request.Text("refund_amount")) is not { } amount || string.IsNullOrEmpty(request.Text("out_request_no")))
            return GatewayAnswer.Failed("ACQ.INVALID_PARAMETER", "参数无效");
        var answer = book.Refund(trade, request.Text("out_request_no")!, amount, out var made);
        if (made is not null) refunded(book.Find(trade.OutTradeNo)!, made);
        return answer;
    }

    private static GatewayAnswer RefundQuery(AlipayTrade trade, GatewayRequest request) =>
        trade.Refunds.FirstOrDefault(one => one.RequestNo == request.Text("out_request_no")) is not { } refund
            ? GatewayAnswer.Ok([])
            : GatewayAnswer.Ok(new()
            {
                ["gmt_refund_pay"] = AlipayWords.Beijing(refund.At),
                ["out_request_no"] = refund.RequestNo,
                ["out_trade_no"] = trade.OutTradeNo,
                ["refund_amount"] = AlipayWords.Yuan(refund.Amount),
                ["refund_status"] = "REFUND_SUCCESS",
                ["total_amount"] = AlipayWords.Yuan(trade.PaidTotal),
                ["trade_no"] = trade.TradeNo,
            });

    private static GatewayAnswer Certificate(AlipayApplication application, GatewayRequest request) =>
        application.Certificates?.Issued.GetValueOrDefault(request.Text("alipay_cert_sn") ?? "") is { } pem
            ? GatewayAnswer.Ok(new()
            {
                ["alipay_cert_content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem)),
            })
            : GatewayAnswer.Failed("isv.alipay-cert-not-exist", "证书不存在");

    private static decimal? AmountOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 0.01m and <= 100_000_000m && decimal.Round(amount, 2) == amount
                ? amount
                : null;

    private static string Write(GatewayRequest request, GatewayAnswer answer, AlipayApplication? application)
    {
        var node = AlipayWords.Json(answer.Node);
        var name = request["method"].Replace('.', '_') + "_response";
        if (application is null || !answer.IsSigned) return $$"""{"{{name}}":{{node}}}""";
        if (request.IsEncrypted) node = $"\"{application.Seal(node)}\"";
        var serial = application.Certificates is { } certificates
            ? $",\"alipay_cert_sn\":\"{certificates.AlipaySerial}\""
            : "";
        return $$"""{"{{name}}":{{node}}{{serial}},"sign":"{{application.Sign(node)}}"}""";
    }
}
