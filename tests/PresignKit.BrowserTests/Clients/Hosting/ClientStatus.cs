namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>How far an upload is, as its page reports it.</summary>
internal sealed record ClientStatus
{
    public required string State { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Key { get; init; }

    public long Sent { get; init; }

    public int Retries { get; init; }

    public bool Resumed { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyDictionary<string, string>? Guarantees { get; init; }
}
