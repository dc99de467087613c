namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>One delivery of a notification, and how it was answered.</summary>
/// <param name="NoticeId">The same for every delivery of one notification.</param>
/// <param name="OutTradeNo">The order's number, or the refund's (out_refund_no).</param>
/// <param name="Attempt">From 1; the copies of one attempt share it.</param>
/// <param name="Status">Null: no answer within the time given, or no connection; <paramref name="Problem"/> says
/// which.</param>
public sealed record Delivery(
    string NoticeId,
    string OutTradeNo,
    int Attempt,
    NoticeFault Fault,
    string Serial,
    DateTimeOffset SentAt,
    TimeSpan Took,
    int? Status,
    string Answer,
    string? Problem)
{
    /// <summary>Only 200 and 204 count for the provider.</summary>
    public bool Acknowledged => Status is 200 or 204;
}
