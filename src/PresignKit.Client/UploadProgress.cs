namespace PresignKit.Client;

/// <summary>How far an upload is. Reports of one upload come in order, never two at the same time, and no number in them falls.</summary>
/// <remarks>
/// What must be sent again is not taken off <see cref="BytesSent"/>: the number stands still until the upload is further than before, and
/// <see cref="Retries"/> says why.
/// </remarks>
public sealed record UploadProgress
{
    /// <summary>What is being done.</summary>
    public required UploadPhase Phase { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>How much of the file was sent, in bytes, with what an earlier process had sent (<see cref="ResumedBytes"/>). The store may not have
    /// answered for all of it yet.</summary>
    public required long BytesSent { get; init; }

    /// <summary>How much of the file did not have to be sent because an earlier try had sent it, in bytes.</summary>
    public required long ResumedBytes { get; init; }

    /// <summary>The number of parts that the store has. A file that is sent in one request is one part.</summary>
    public required int PartsSent { get; init; }

    /// <summary>The number of parts; 0 until the slot is open.</summary>
    public required int PartCount { get; init; }

    /// <summary>How many times a request was repeated so far.</summary>
    public required int Retries { get; init; }

    /// <summary><see cref="BytesSent"/> in relation to <see cref="TotalBytes"/>: 0 to 1. An empty file is at 1 when it was sent.</summary>
    public double Fraction => TotalBytes > 0 ? (double)BytesSent / TotalBytes : Phase >= UploadPhase.Completing ? 1 : 0;
}
