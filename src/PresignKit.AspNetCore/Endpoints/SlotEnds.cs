using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>The failures of requests for slots that cannot go on.</summary>
internal static class SlotEnds
{
    public static EndpointException Ended() => new(
        EndpointErrorCodes.SlotEnded, "The slot has ended: its upload was completed, aborted, refused, rejected, replaced, or deleted. Open a new slot.");

    public static EndpointException PolicyGone() => new(
        EndpointErrorCodes.TokenInvalid, "The policy that the slot was opened under is no longer in force. Open a new slot.");
}
