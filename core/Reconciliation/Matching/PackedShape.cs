using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>How one movement is packed: found out once a row, before there is room for it.</summary>
/// <param name="IsWide">Some of its numbers are larger than nearly all are.</param>
/// <param name="OrderEights">How many times eight digits its order ends in; so with the other ids.</param>
internal readonly record struct PackedShape(int Size, bool IsWide, int OrderEights, int ReferenceEights, int ProviderEights)
{
    /// <param name="withMerchant">The merchant is kept only where it is what is the matter: a day's lines all have the same few.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackedShape Of(in Movement movement, bool withMerchant)
    {
        var isWide = !PackedMovement.IsNarrow(movement);
        var order = DigitText.Eights(movement.OrderId);
        var reference = DigitText.Eights(movement.Reference);
        var provider = DigitText.Eights(movement.ProviderId);
        var texts = movement.OrderId.Length + movement.Reference.Length + movement.ProviderId.Length;
        var size = PackedMovement.TextsStart(isWide) + DigitText.SizeOf(texts, order + reference + provider)
            + (withMerchant ? movement.Merchant.Length : 0);
        return new(size, isWide, order, reference, provider);
    }
}
