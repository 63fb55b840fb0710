namespace PresignKit;

/// <summary>An upload that the application has on record.</summary>
/// <param name="SlotKey">The key of the slot that it came through (in endpoints, <c>UploadTicket.SlotKey</c>).</param>
/// <param name="ObjectKey">
/// The key of the accepted object (<c>VerifiedObject.Key</c>, or the slot's destination). Anything else that the same slot has left behind is deleted
/// as soon as this object is there.
/// </param>
public sealed record CatalogedUpload(ObjectKey SlotKey, ObjectKey ObjectKey);
