using System.Collections.Frozen;

namespace PresignKit.AspNetCore;

/// <summary>The rules for a code that an application chooses, so that a client can tell it from PresignKit's own.</summary>
internal static class RejectionCode
{
    private const int MaximumLength = 64;

    // Every constant of the two catalogs; a test compares them.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        EndpointErrorCodes.RequestInvalid,
        EndpointErrorCodes.AuthenticationRequired,
        EndpointErrorCodes.AccessDenied,
        EndpointErrorCodes.UserIdMissing,
        EndpointErrorCodes.MethodNotAllowed,
        EndpointErrorCodes.TooManySlots,
        EndpointErrorCodes.SlotLedgerUnavailable,
        EndpointErrorCodes.TooManyRequests,
        EndpointErrorCodes.ApplicationError,
        EndpointErrorCodes.TokensUnavailable,
        EndpointErrorCodes.UploadNotAllowed,
        EndpointErrorCodes.NotFound,
        EndpointErrorCodes.PlaylistKeyInvalid,
        EndpointErrorCodes.UploadUnknown,
        EndpointErrorCodes.TokenInvalid,
        EndpointErrorCodes.TokenOfOtherUser,
        EndpointErrorCodes.TokenExpired,
        EndpointErrorCodes.NotUploaded,
        EndpointErrorCodes.UploadIncomplete,
        EndpointErrorCodes.PartsDiffer,
        EndpointErrorCodes.UploadCompleted,
        EndpointErrorCodes.UploadChanged,
        EndpointErrorCodes.SlotEnded,
        PlaylistErrorCodes.PlaylistRootNotAllowed,
        PlaylistErrorCodes.PlaylistNotRecognized,
        PlaylistErrorCodes.PlaylistTooLarge,
        PlaylistErrorCodes.PlaylistTooManyUris,
        PlaylistErrorCodes.PlaylistMalformed,
        PlaylistErrorCodes.PlaylistVariableUnresolved,
        PlaylistErrorCodes.PlaylistVariableInvalid,
        PlaylistErrorCodes.PlaylistUriAbsolute,
        PlaylistErrorCodes.PlaylistUriQuery,
        PlaylistErrorCodes.PlaylistUriParent,
        PlaylistErrorCodes.PlaylistUriEncoding,
        PlaylistErrorCodes.PlaylistUriInvalid,
        PlaylistErrorCodes.PlaylistExtensionNotAllowed,
        PlaylistErrorCodes.PlaylistChildNotAllowed,
        PlaylistErrorCodes.PlaylistKeyNotAllowed,
        PlaylistErrorCodes.PlaylistKeyAsMedia,
        PlaylistErrorCodes.PlaylistDynamic,
        PlaylistErrorCodes.PlaylistElementNotAllowed,
        PlaylistErrorCodes.PlaylistTemplateInvalid,
        ErrorCodes.UnknownPolicy,
        ErrorCodes.PolicyOfOtherStore,
        ErrorCodes.ContentTypeNotAllowed,
        ErrorCodes.SizeMissing,
        ErrorCodes.SizeInvalid,
        ErrorCodes.TooSmall,
        ErrorCodes.TooLarge,
        ErrorCodes.FileNameInvalid,
        ErrorCodes.ChecksumInvalid,
        ErrorCodes.ChecksumNotAvailable,
        ErrorCodes.ChecksumRequired,
        ErrorCodes.MetadataNotAllowed,
        ErrorCodes.KeyValueInvalid,
        ErrorCodes.LifetimeInvalid,
        ErrorCodes.TransportNotAvailable,
        ErrorCodes.PartNumberInvalid,
        ErrorCodes.PartDownloadNotAvailable,
        ErrorCodes.PartSizeInvalid,
        ErrorCodes.SlotNotMultipart,
        ErrorCodes.UploadTimeOver,
        ErrorCodes.TransferMismatch,
        ErrorCodes.TransferChecksumsInvalid,
        ErrorCodes.CredentialsExpired,
        ErrorCodes.CredentialsTooShort,
        ErrorCodes.CredentialsUnavailable,
        ErrorCodes.SettingsInvalid,
        ErrorCodes.StoreAccessDenied,
        ErrorCodes.StoreNotReady,
        ErrorCodes.ObjectNotLocked,
        ErrorCodes.StoreUnavailable,
        ErrorCodes.StoreBusy,
        ErrorCodes.ClockSkewed,
        ErrorCodes.RegionMismatch,
        ErrorCodes.RegionUnknown,
        ErrorCodes.BucketNotFound,
        ErrorCodes.ObjectNotFound,
        ErrorCodes.ObjectChanged,
        ErrorCodes.ObjectExists,
        ErrorCodes.DestinationChanged,
        ErrorCodes.ReplacingNotAllowed,
        ErrorCodes.SizeMismatch,
        ErrorCodes.ContentTypeMismatch,
        ErrorCodes.ChecksumMismatch,
        ErrorCodes.ContentMismatch,
        ErrorCodes.ContentUnknown,
        ErrorCodes.InspectionRejected);

    /// <summary>What is wrong with a code, as the end of a sentence that begins with the code; null if nothing is.</summary>
    public static string? Flaw(string code)
    {
        if (code.Length > MaximumLength)
        {
            return $"has {code.Length} characters; at most {MaximumLength} are allowed.";
        }

        if (!code.Split('-').All(IsWord))
        {
            return "is not valid. Use lowercase words of ASCII letters and digits, joined by hyphens, such as 'video-not-found'.";
        }

        return Reserved.Contains(code) ? "belongs to PresignKit. Choose another one." : null;
    }

    /// <summary>A code as it appears in a message: at most 64 characters, with a question mark for everything that is not printable ASCII.</summary>
    public static string Shown(string code) =>
        new([.. code.Take(MaximumLength).Select(c => c is >= ' ' and <= '~' ? c : '?')]);

    private static bool IsWord(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
