namespace PresignKit.AspNetCore;

/// <summary>The object that was verified: it has the size and content type of its <see cref="UploadTicket"/>.</summary>
/// <param name="Key">
/// The object's key: record this one, and serve downloads from it. It is <see cref="UploadTicket.SlotKey"/> unless the policy freezes
/// uploads (<see cref="UploadPolicyOptions.Freeze"/>); then it is the key of a copy that no slot can write.
/// </param>
/// <param name="ETag">
/// The entity tag of the verified version, including the quotation marks. Record it if uploads are neither write-once nor frozen.
/// </param>
public sealed record VerifiedObject(ObjectKey Key, string ETag);
