namespace PresignKit;

/// <summary>The guarantees of a slot, as flags, to specify those that may be unenforced.</summary>
[Flags]
public enum GuaranteeKinds
{
    /// <summary>No guarantee.</summary>
    None = 0,

    /// <summary>The object has the declared size, or at least one within the policy's limits.</summary>
    Size = 1,

    /// <summary>The object is stored with the accepted content type.</summary>
    ContentType = 2,

    /// <summary>The object's bytes have the declared checksum.</summary>
    Checksum = 4,

    /// <summary>The slot cannot replace an existing object, not even one that was uploaded with it.</summary>
    WriteOnce = 8,

    /// <summary>The slot can neither read nor write any object except the one under its own key.</summary>
    Isolation = 16,
}
