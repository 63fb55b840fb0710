namespace PresignKit.Client.Json;

/// <summary>A signed request to the store, to be sent without changes.</summary>
internal sealed class SignedRequest
{
    /// <summary>The number of the part, if it is for one.</summary>
    public int Number { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>Ordered, as the server ordered them: stores ignore what comes after the file, and some require the key first.</summary>
    public OrderedDictionary<string, string>? Fields { get; init; }
}
