namespace PayFunctions.Sandbox.UnionPay;

/// <summary>One delivery of a notification, and how it was answered.</summary>
/// <param name="QueryId">The trade's: the same for every delivery of one notification.</param>
/// <param name="OrderId">The number of the payment that it is about.</param>
/// <param name="Attempt">From 1; the copies of one attempt share it.</param>
/// <param name="Status">Null: no answer, or no connection; <paramref name="Problem"/> says which.</param>
public sealed record UnionPayDelivery(
    string QueryId, string OrderId, int Attempt, UnionPayFault Fault, int? Status, string Answer, string? Problem)
{
    /// <summary>The status is all that UnionPay looks at.</summary>
    public bool Acknowledged => Status == 200;
}
