namespace PresignKit.Client.Json;

/// <summary>How the server cuts the file into parts.</summary>
internal sealed class PlanAnswer
{
    public required long PartSize { get; init; }

    public required int PartCount { get; init; }
}
