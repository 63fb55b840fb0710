namespace PresignKit.Issuing;

/// <summary>What checks and probes have learned about one store since the application started. Immutable.</summary>
internal sealed record StoreStanding
{
    /// <summary>Nothing has been learned yet.</summary>
    public static StoreStanding Unknown { get; } = new();

    /// <summary>What the store has been found to enforce, if its profile has to be confirmed; null: no probe could tell yet.</summary>
    public StoreProfile? Confirmed { get; init; }

    /// <summary>Why the bucket is open to everybody, as a check or a probe has found; null: nothing was found.</summary>
    public string? Open { get; init; }

    /// <summary>Why the store verifies nothing that is signed, which a probe alone can find, and take back; null: nothing was found.</summary>
    public string? Unverified { get; init; }

    /// <summary>Why nothing that is signed for the store limits anything; null: nothing was found.</summary>
    public string? Exposure => Unverified ?? Open;
}
