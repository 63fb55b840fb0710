namespace PresignKit.Issuing;

/// <summary>What checks and probes have learned about one store since the application started. Immutable.</summary>
internal sealed record StoreStanding
{
    /// <summary>Nothing has been learned yet.</summary>
    public static StoreStanding Unknown { get; } = new();

    /// <summary>What the store has been found to enforce, if its profile has to be confirmed; null: no probe could tell yet.</summary>
    public StoreProfile? Confirmed { get; init; }

    /// <summary>Why nothing that is signed for the store limits anything, such as a bucket that is open to everybody; null: nothing was found.</summary>
    public string? Exposure { get; init; }
}
