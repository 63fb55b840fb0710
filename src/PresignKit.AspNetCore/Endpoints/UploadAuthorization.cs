using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Asks the application whether a user may upload.</summary>
internal static class UploadAuthorization
{
    /// <summary>Returns what the application allows.</summary>
    /// <exception cref="EndpointException">It denies the upload.</exception>
    public static async ValueTask<UploadDecision> AskAsync(IPresignKitApplication application, UploadTicket ticket, CancellationToken cancellationToken)
    {
        var decision = await application.AuthorizeUploadAsync(ticket, cancellationToken).ConfigureAwait(false);
        return decision.DenialReason is { } reason
            ? throw new EndpointException(
                EndpointErrorCodes.UploadNotAllowed,
                reason,
                cause: ReferenceEquals(decision, UploadDecision.NotImplemented) ? NotImplemented(application) : null)
            : decision;
    }

    // Where the start could not find it out.
    private static NotSupportedException NotImplemented(IPresignKitApplication application) => new(
        $"{application.GetType()} does not implement IPresignKitApplication.AuthorizeUploadAsync, so every upload is denied. Implement it together with "
        + "FindAcceptedAsync and AcceptAsync, or map no endpoints for uploads.");
}
