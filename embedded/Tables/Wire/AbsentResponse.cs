namespace Azure.Data.Tables.Wire;

/// <summary>The answer that there is no such row.</summary>
internal sealed class AbsentResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("There is no such row; ask HasValue first.");

    public override Response GetRawResponse() => response;
}
