namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>A difference that was put into the day, and what has to be made of it.</summary>
/// <param name="Cause">Null: no rule explains it, so that it is an outlier or unexplained.</param>
/// <param name="IsAutomatic">Whether it is repaired without anybody's word.</param>
internal sealed record Planted(string Channel, string OrderId, string Kind, string? Cause, bool IsAutomatic);
