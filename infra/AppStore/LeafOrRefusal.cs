namespace PayFunctions.Infra.AppStore;

/// <summary>A trusted leaf, or why there is none: exactly one of the two.</summary>
internal readonly record struct LeafOrRefusal(AppStoreLeaf? Leaf, AppStoreRefusal? Refusal)
{
    public static implicit operator LeafOrRefusal(AppStoreRefusal refusal) => new(null, refusal);
}
