namespace PresignKit.Uploads;

/// <summary>How the bytes of a slot reach the store, and what ends the right to send them.</summary>
internal enum SlotMode
{
    /// <summary>A PUT of the only part of an upload that the backend created. Completing the upload ends it.</summary>
    Part,

    /// <summary>A PUT of the object. Completion freezes what arrived.</summary>
    Put,

    /// <summary>A form that posts the object. Completion freezes what arrived.</summary>
    Form,

    /// <summary>PUTs of the parts of an upload that the backend created. Completing the upload ends it.</summary>
    Multipart,
}
