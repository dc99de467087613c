namespace PayFunctions.Infra.AppStore;

/// <summary>A verified notification, or why it is refused: exactly one of the two.</summary>
public readonly record struct AppStoreReading(StoreNotice? Notice, AppStoreRefusal? Refusal);
