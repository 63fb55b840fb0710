namespace PresignKit.Client.Json;

/// <summary>The body of POST /slots/complete.</summary>
internal sealed class CompleteBody
{
    public required string Token { get; init; }

    public ChecksumsBody? TransferChecksums { get; init; }
}
