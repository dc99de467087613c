namespace PayFunctions.Core.Webhooks;

/// <summary>Where a message stands on its way to the merchant.</summary>
public enum DeliveryState
{
    /// <summary>To be delivered, or being so; those after it wait.</summary>
    Pending,

    /// <summary>The merchant's system took it.</summary>
    Delivered,

    /// <summary>Given up. It stays to be read, and is delivered again when somebody asks.</summary>
    DeadLettered,
}
