namespace PayFunctions.Sandbox.Alipay;

/// <summary>One delivery of a notification, and how it was answered.</summary>
/// <param name="NoticeId">The notify_id: the same for every delivery of one notification.</param>
/// <param name="Attempt">From 1; the copies of one attempt share it.</param>
/// <param name="Status">Null: no answer, or no connection; <paramref name="Problem"/> says which.</param>
public sealed record AlipayDelivery(
    string NoticeId, string OutTradeNo, int Attempt, AlipayFault Fault, int? Status, string Answer, string? Problem)
{
    /// <summary>Seven bytes and nothing else.</summary>
    public bool Acknowledged => Status == 200 && Answer == "success";
}
